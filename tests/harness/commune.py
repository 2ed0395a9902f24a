"""Sơn Hồng for the fuzzer: people with every role, and objects in every state that an operation waits for.

All of it is made through the API, as people would. `people` once, `objects` before each run: what one run has
withdrawn or decided is no use to the next.
"""

import base64
import datetime
import time

from product import PASSWORD, session

API = "/api/v1"
STANDARD_RUBRIC = "01900000-0000-7000-8000-000000000001"
TODAY = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
LATELY = (TODAY - datetime.timedelta(days=40)).isoformat()
SOON = (TODAY + datetime.timedelta(days=14)).isoformat()
# One person may do what several do in a commune: a run then reaches all their verbs.
PEOPLE = {
    "author": ("Nguyễn Văn An", []),
    "desk": ("Trần Thị Hương", ["coordinator", "intake_officer", "commendation_clerk", "unit_head",
                               "commune_chair", "moderator"]),
    "council": ("Trần Đình Khôi", ["council_secretary", "council_chair", "council_member"]),
    "marker": ("Đỗ Thị Hòa", ["council_member"]),
    "third": ("Phạm Văn Nam", ["council_member", "coordinator", "moderator"]),
}


def recording():
    """The least that is a recording: a WebM with one sound of Opus."""

    def element(name, content):
        return bytes.fromhex(name) + (len(content) | 0x10000000).to_bytes(4, "big") + content

    head = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"
    track = element("d7", b"\1") + element("83", b"\2") + element("86", b"A_OPUS") + element("63a2", head)
    sound = element("e7", b"\0") + element("a3", b"\x81\0\0\x80\xf8\xff\xfe")
    segment = element("1654ae6b", element("ae", track)) + element("1f43b675", sound)
    return element("1a45dfa3", element("4282", b"webm")) + element("18538067", segment)


class Person:
    """Somebody signed in, who acts on objects as they are at the moment."""

    def __init__(self, product, cookie):
        self.product = product
        self.cookie = cookie
        _, mine = product.want(200, "GET", f"{API}/session", cookie=cookie)
        self.id = mine["person"]["id"]

    def get(self, path):
        return self.product.want(200, "GET", API + path, cookie=self.cookie)[1]

    def create(self, path, body):
        return self.product.create(API + path, body, self.cookie)[1]

    def act(self, base, verb="", body=None, method="POST"):
        """Sends `verb` of the object at `base` with its present version."""
        headers, _ = self.product.want(200, "GET", API + base, cookie=self.cookie)
        versioned = {"if-match": headers["etag"]}
        return self.product.want(200, method, API + base + verb, body or {}, self.cookie, versioned)[1]

    def put(self, path, body):
        return self.product.want(200, "PUT", API + path, body, self.cookie)[1]


def people(product):
    """The administrator by the printed link, then everybody of PEOPLE: by name."""
    token = product.link.split("token=")[1]
    setup = {"token": token, "name": "Lê Quản Trị", "login": "admin@sonhong.vn", "password": PASSWORD}
    headers, _ = product.want(200, "POST", f"{API}/setup", setup)
    administrator = Person(product, session(headers))
    commune = administrator.get("/units")["items"][0]["id"]
    known = {"administrator": administrator}
    for who, (name, roles) in PEOPLE.items():
        person = {"full_name": name, "kind": "official", "unit_id": commune}
        made = administrator.create("/people", person)
        path = f"/people/{made['id']}"
        link = administrator.act(path, "/account", {"login": who})["link"]
        for role in roles:
            administrator.act(path, f"/roles/{role}/{commune}", method="PUT")
        headers, _ = product.want(200, "POST", f"{API}/session/link", {"token": link.split("token=")[1]})
        # With a password of their own no generated request can choose the first one.
        password = {"new_password": PASSWORD + who}
        headers, _ = product.want(200, "PUT", f"{API}/account/password", password, session(headers))
        known[who] = Person(product, session(headers))
    return known


class Commune:
    """Makes objects and remembers under which addresses they are found: path parameters by resource."""

    def __init__(self, product, known):
        self.product = product
        self.known = known
        self.author, self.desk, self.council = known["author"], known["desk"], known["council"]
        self.commune = known["administrator"].get("/units")["items"][0]["id"]
        self.found = {}
        self.fits = {}
        self.passed = []

    def note(self, resource, fits=None, **parameters):
        """Remembers an object, and the operation whose turn it is with this one first."""
        if fits:
            self.fits.setdefault(fits, []).append(parameters)
        self.found.setdefault(resource, []).append(parameters)

    def idea(self, mine=True):
        card = {
            "before": "Trước đây dò sổ giấy.", "proposal": "Tôi làm bảng tính tô màu.", "outcome": "Không sót mũi nào.",
            "done_already": True, "author_name": "Nguyễn Văn An", "name_public": True, "pictures_public": True,
        }
        sent = self.author.create("/ideas", card) if mine else self.product.create(f"{API}/ideas", card, None)[1]
        return sent

    def spoken(self):
        return self.author.create("/ideas", {"recording": base64.b64encode(recording()).decode(), "author_name": "Bà Tư"})

    def thanked(self):
        idea = self.idea()
        self.desk.act(f"/ideas/{idea['id']}", "/thanks", {"words": "Cảm ơn bác An nhiều, cách làm rất hay."})
        return idea

    def asked(self):
        idea = self.thanked()
        self.desk.act(f"/ideas/{idea['id']}", "/question", {"words": "Bác cho hỏi thêm: làm mấy ngày thì xong?"})
        return idea

    def parked(self):
        idea = self.thanked()
        self.desk.act(f"/ideas/{idea['id']}", "/parking", {"words": "Ý tưởng quý, xã giữ lại chờ kinh phí."})
        return idea

    def applied(self):
        idea = self.thanked()
        self.desk.act(f"/ideas/{idea['id']}", "/application", {
            "applied_on": LATELY, "evidence": "Đã đến xem tại trạm.", "words": "Cảm ơn bác, tôi đã đến xem tận nơi.",
        })
        return idea

    def forwarded(self):
        idea = self.thanked()
        self.desk.act(f"/ideas/{idea['id']}", "/forwarding", {
            "unit_id": self.village, "words": "Việc này của thôn, nhờ thôn xem giúp bác An.",
        })
        return idea

    def planned(self):
        """A plan of a trial by somebody who does not head the unit, so that it waits for who does."""
        return self.tried(self.known["third"])

    def tried(self, by=None):
        idea = self.thanked()
        (by or self.desk).act(f"/ideas/{idea['id']}", "/trial", {
            "where": "Thôn 3", "who": "Chi hội Phụ nữ", "until": SOON, "words": "",
        })
        return idea

    def hidden(self):
        idea = self.thanked()
        self.known["third"].act(f"/ideas/{idea['id']}", "/hiding", {
            "reason": "privacy", "words": "Bài có tên người khác, bác sửa giúp nhé.",
        })
        return idea

    def appealed(self):
        idea = self.hidden()
        self.author.act(f"/ideas/{idea['id']}", "/appeal", {"words": "Đó là tên tôi, tôi đồng ý cho hiện."})
        return idea

    def honoured(self):
        idea = self.applied()
        self.desk.act(f"/ideas/{idea['id']}", "/honour", {
            "words": "Cảm ơn bác, cách làm đã vào Sổ vàng.",
            "new_here": True, "in_use": True, "beneficial": True, "not_excluded": True,
        })
        return idea

    def ideas(self):
        self.village = self.known["administrator"].create("/units", {
            "code": f"V{time.time_ns() % 1_000_000_000:X}"[:12], "kind": "village", "name": "Thôn Xem Giúp",
            "parent_id": self.commune})["id"]
        ways = (
            (self.idea, ("thankIdea", "withdrawIdea")),
            (self.spoken, ("readIdeaRecording", "transcribeRecording")),
            (self.thanked, ("assignIdea", "askAuthor", "applyIdea", "answerIdea", "parkIdea", "redirectIdea",
                            "forwardIdea", "startTrial", "hideIdea", "withdrawByLink")),
            (self.forwarded, ("acceptForward", "declineForward")),
            (self.planned, ("approveTrial", "declineTrial")),
            (self.tried, ("logTrial", "failTrial")),
            (self.hidden, ("appealHiding", "appealHidingByLink")),
            (self.appealed, ("decideAppeal",)),
            (self.asked, ("replyIdea", "replyByLink")),
            (self.parked, ("reopenIdea", "reopenByLink")),
            (self.applied, ("honourIdea", "declineHonour")),
            (self.honoured, ("reportReuse",)),
        )
        for make, operations in ways:
            for fits in operations:
                made = make()
                by_link = fits.endswith("ByLink")
                self.note("ideas", None if by_link else fits, id=made["id"])
                self.note("ideas/tracking", fits if by_link else None,
                          code=made["code"], tracking_token=made["tracking_token"])
        for fits in ("listConsents", "giveConsent", "withdrawConsent"):
            self.note("ideas", fits, id=self.idea()["id"], purpose="publish_story")
        pupil = self.author.create("/ideas", {"before": "Trước đây bút để lung tung.", "author_kind": "student", "age": "from_7"})
        self.note("ideas", "askGuardian", id=pupil["id"])
        self.found["companions"] = [{"id": self.desk.id}]
        self.note("archive", code=made["code"])
        for state, fits in (("confirmation", None), ("declination", None), (None, "confirmReuse"), (None, "declineReuse")):
            reuse = self.author.create(f"/ideas/{made['id']}/reuses", {"who": "Thôn 5", "place": "Thôn 5", "contact": ""})
            self.note("reuses", fits, id=reuse["id"])
            if state:
                self.product.want(200, "POST", f"{API}/reuses/{reuse['id']}/{state}", {}, self.desk.cookie)

    def dossier(self, fits=None, handed_in=True, accepted=True):
        begun = self.author.create("/dossiers", {"initiative_name": "Sổ theo dõi tiêm chủng"})
        row = begun["authors"][0]
        writer = {"id": row["id"], "person_id": row["person_id"], "full_name": "Nguyễn Văn An",
                  "birth_date": "1988-02-05", "workplace_or_residence": "Trạm Y tế", "share": 10_000}
        path = f"/dossiers/{begun['id']}"
        self.author.act(path, "", {
            "initiative_name": "Sổ theo dõi tiêm chủng", "field": "health", "solution_type": "operational",
            "first_applied_on": LATELY, "known_solution": "Dò sổ giấy.", "essence": "Bước 1: nhập danh sách.",
            "conditions_needed": "Một máy tính.", "benefit_by_author": "Sót 12 mũi còn 1 mũi mỗi tháng.",
            "benefit_kind": "social", "authors": [writer],
        }, method="PUT")
        if handed_in:
            self.author.act(path, "/submission", {"declared": True})
        if handed_in and accepted:
            self.desk.act(path, "/acceptance")
        self.note("dossiers", fits, id=begun["id"], author=row["id"], paper="form")
        return begun["id"]

    def dossiers(self):
        for verb in ("writeDossier", "submitDossier", "confirmShare"):
            self.dossier(verb, handed_in=False)
        for verb in ("acceptDossier", "refuseDossier", "requestSupplement", "withdrawDossier"):
            self.dossier(verb, accepted=False)
        self.found["waiting"] = [{"id": self.dossier()} for _ in range(2)]
        asked = self.dossier("supplementDossier", accepted=False)
        defect = {"field": "benefit_by_author", "what": "Chưa có số liệu.", "how_to_fix": "Bạn ghi thêm số liệu."}
        self.desk.act(f"/dossiers/{asked}", "/supplement-request", {"defects": [defect]})

    def councils(self):
        seats = [(self.council, "chair"), (self.known["third"], "secretary"), (self.known["marker"], "member"),
                 (self.desk, "member"), (self.author, "member")]
        founding = {
            "unit_id": self.commune, "name": "Hội đồng sáng kiến xã Sơn Hồng", "decision_no": "12/QĐ-UBND",
            "decided_on": LATELY,
            "members": [{"person_id": person.id, "capacity": capacity, "from": LATELY} for person, capacity in seats],
        }
        sitting = self.council.create("/councils", founding)["id"]
        # Members are moved in a council of which nothing else hangs.
        self.note("councils", id=self.council.create("/councils", founding)["id"])
        for until in ("planned", "scoring", "filled", "marked", "revealed", "open", "decided", "decided", "decided"):
            self.round(sitting, until)

    def round(self, council, until):
        """A round of one dossier; all states it passes on the way to `until`."""
        dossier = self.dossier()
        plan = {"council_id": council, "rubric_id": STANDARD_RUBRIC, "name": "Đợt 2", "score_by": SOON}
        base = f"/rounds/{self.council.create('/rounds', plan)['id']}"
        verbs = {"planned": "addDossiersToRound", "marked": "revealScores", "revealed": "openCouncilSession"}
        self.note("rounds", verbs.get(until), id=base.split("/")[-1], dossier=dossier)
        markers = [self.council, self.known["marker"]]
        self.council.act(base, "/dossiers", {"dossier_ids": [dossier]})
        path = f"/dossiers/{dossier}/markers"
        self.council.act(base, path, {"markers": [one.id for one in markers]}, method="PUT")
        if until == "planned":
            return
        self.council.act(base, "/scoring")
        for marker in markers:
            sheet = next(one["id"] for one in marker.get("/sheets")["items"] if one["dossier_id"] == dossier)
            marker.put(f"{base}/dossiers/{dossier}/interest", {"answer": "none"})
            if marker is self.council:
                verbs = {"scoring": "saveSheet", "filled": "sealSheet"}
                self.note("sheets", verbs.get(until), id=sheet)
            if until == "scoring":
                continue
            marks = {"novelty": 2_400, "effectiveness": 3_300, "applicability": 1_500, "presentation": 800}
            marker.act(f"/sheets/{sheet}", "", {
                "marks": [{"criterion": criterion, "score": score} for criterion, score in marks.items()],
                "conditions": {"novel": True, "applied": True, "beneficial": True, "permitted": True},
                "general_comment": "Gọn, dễ làm theo.", "proposal": "recognise",
            }, method="PUT")
            if until != "filled":
                marker.act(f"/sheets/{sheet}", "/seal")
        if until in ("scoring", "filled", "marked"):
            return
        self.council.act(base, "/reveal")
        if until == "revealed":
            return
        self.sitting(base, dossier, until)

    def sitting(self, base, dossier, until):
        opening = {"held_on": TODAY.isoformat(), "place": "Phòng họp tầng 2", "agenda": "Họp xét đợt 2"}
        opened = f"/council-sessions/{self.council.create(f'{base}/session', opening)['id']}"
        self.note("council-sessions", id=opened.split("/")[-1], dossier=dossier)
        came = [self.council, self.known["third"], self.known["marker"], self.desk]
        rows = [{"person_id": one.id, "presence": "present", "reason": ""} for one in came]
        rows.append({"person_id": self.author.id, "presence": "absent", "reason": "đi công tác"})
        self.council.act(opened, "/attendance", {"attendance": rows}, method="PUT")
        votes = [{"person_id": one.id, "choice": "yes"} for one in came]
        vote = {"mode": "open", "votes": votes, "opinions": [], "reason": ""}
        self.council.act(opened, f"/items/{dossier}", vote, method="PUT")
        if until == "open":
            return
        self.council.act(opened, "/closing", {"conclusion": ""})
        self.passed.append(dossier)

    def commendations(self):
        for until, fits in (("nominated", "decideCommendation"), ("nominated", "declineCommendation"),
                            ("decided", "awardCommendation"), ("decided", "revokeCommendation"), ("awarded", None)):
            case = self.desk.create("/commendations", {
                "basis": "leader_found", "achievement": {"kind": "idea", "id": self.honoured()["id"]},
                "recipients": [{"kind": "individual", "name": "Nguyễn Văn An", "address_or_unit": "Thôn 3"}],
                "sentence": "Đã có sáng kiến tưới nhỏ giọt", "criteria_ref": "Quyết định số 45/2025/QĐ-UBND, Điều 6",
            })
            base = f"/commendations/{case['id']}"
            self.note("commendations", fits, id=case["id"], paper="decision")
            if until == "nominated":
                continue
            decided = self.desk.act(base, "/decision")
            self.note("certificates", code=decided["recipients"][0]["verify_code"])
            if until == "awarded":
                handover = {"handed_on": TODAY.isoformat(), "place": "Nhà văn hoá", "receiver": "Nguyễn Văn An"}
                self.desk.act(base, "/handover", handover)

    def campaigns(self):
        def wish(opens, closes):
            return {"programme": "general", "theme": "Tiết kiệm điện nước", "lead": "Kể cách làm của bạn nhé.",
                    "opens_on": opens, "closes_on": closes}
        for fits in ("editCampaign", "editCampaign", "announceCampaign", "announceCampaign", "readCampaign"):
            made = self.desk.create("/campaigns", {"unit_id": self.commune, "campaign": wish(TODAY.isoformat(), SOON)})
            self.note("campaigns", fits, id=made["id"])
        self.desk.act(f"/campaigns/{made['id']}", "/announcement")

    def offices(self):
        administrator = self.known["administrator"]
        for number in range(3):
            village = administrator.create("/units", {
                "code": f"T{number}{time.time_ns() % 1_000_000_000:X}"[:12], "kind": "village", "name": f"Thôn {number}",
                "parent_id": self.commune})
            self.note("units", id=village["id"])
            clerk = administrator.create("/people", {"full_name": "Lê Thị Mai", "kind": "teacher", "unit_id": self.commune})
            self.note("people", id=clerk["id"], unit_id=self.commune, role="coordinator")
        self.note("rubrics", id=STANDARD_RUBRIC)

    def leaves(self):
        """The inbox of the desk, and leaves to come: none covers today, so that everybody acts for themselves."""
        for notice in self.desk.get("/notices")["items"][:8]:
            self.note("notices", id=notice["id"])
        for deputy in ("marker", "third"):
            self.note("deputies", id=self.known[deputy].id)
        for leave in self.desk.get("/account/leaves")["items"]:
            self.product.want(200, "DELETE", f"{API}/account/leaves/{leave['id']}", cookie=self.desk.cookie)
        for years in range(2):
            first = TODAY + datetime.timedelta(days=400 + 40 * years)
            leave = self.desk.create("/account/leaves", {
                "deputy_id": self.known["marker"].id, "from_day": first.isoformat(),
                "to_day": (first + datetime.timedelta(days=5)).isoformat()})
            self.note("account/leaves", id=leave["id"])

    def objects(self):
        self.ideas()
        self.dossiers()
        self.councils()
        for dossier, verb in zip(self.passed, ("recogniseDossier", "notRecogniseDossier")):
            self.note("dossiers", verb, id=dossier)
        self.desk.act(f"/dossiers/{self.passed[-1]}", "/recognition")
        self.found["communes"] = [{"id": self.commune}]
        self.commendations()
        self.campaigns()
        self.offices()
        self.leaves()
        return {"objects": self.found, "fits": self.fits}
