import { dayFromNow } from "../support/day.ts";
import { expect, LAPTOP, PHONE, TABLET, test } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

const ROUND = "Đợt 2 năm 2026";
const AGENDA = "Họp Hội đồng sáng kiến xét công nhận sáng kiến đợt 2 năm 2026";
const MARKERS = ["member1", "member2", "member3"] as const;

test("the secretary enters the council and opens a round with the standard rubric", async ({ open, look, road }) => {
  const people = road.at("people");
  const page = await open("secretary");
  await page.goto("/app/hoi-dong/moi");
  await page.getByLabel("Tên hội đồng").fill("Hội đồng sáng kiến xã Sơn Hồng");
  await page.getByLabel("Số quyết định").fill("12/QĐ-UBND");
  await page.getByLabel("Ngày quyết định").fill("2026-01-15");
  for (const key of ["chair", "secretary", ...MARKERS]) {
    const name = people[key]?.name ?? "";
    await page.getByLabel("Thêm thành viên").fill(name);
    await page.getByRole("button", { name: new RegExp(`^${name} ·`) }).click();
    await expect(page.getByRole("combobox", { name })).toBeVisible();
  }
  await look(page, "04-council-new");
  await page.getByRole("button", { name: "Ghi hội đồng" }).click();
  await expect(page.getByText("Hội đồng sáng kiến xã Sơn Hồng").first()).toBeVisible();
  await expect(page).toHaveURL(/\/app\/hoi-dong$/);
  await look(page, "04-councils");

  await page.goto("/app/dot-xet/moi");
  await page.getByLabel("Tên đợt xét").fill(ROUND);
  await page.getByLabel("Bộ tiêu chí").selectOption({ label: "Bộ tiêu chí chuẩn cấp cơ sở (Bản 1)" });
  await page.getByLabel("Hạn chấm điểm").fill(dayFromNow(14));
  await look(page, "04-round-new");
  await page.getByRole("button", { name: "Mở đợt xét" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(ROUND);
  road.reach("round", { id: new URL(page.url()).pathname.split("/").pop() ?? "" });
});

test("she takes the dossier into it, gives it to three members and starts the scoring", async ({
  open,
  look,
  road,
}) => {
  const { id } = road.at("round") as { id: string };
  const people = road.at("people");
  const page = await open("secretary");
  await page.goto(`/app/dot-xet/${id}`);
  await page.getByLabel(new RegExp(road.at("applied").title)).check();
  await page.getByRole("button", { name: "Đưa 1 hồ sơ vào đợt" }).click();
  await expect(page.getByRole("heading", { name: "Hồ sơ trong đợt (1)" })).toBeVisible();
  for (const key of MARKERS) await page.getByLabel(new RegExp(people[key]?.name ?? "")).check();
  await look(page, "04-assign");
  await page.getByRole("button", { name: "Giao cho 3 người" }).click();
  for (const key of MARKERS) await expect(page.locator(".badge", { hasText: people[key]?.name ?? "" })).toBeVisible();
  await page.getByRole("button", { name: "Bắt đầu chấm điểm" }).click();
  await expect(page.getByText("0/3 phiếu đã gửi").first()).toBeVisible();
  await look(page, "04-scoring");
});

for (const [at, marker] of MARKERS.entries())
  test(`${marker} declares no interest, scores on the keyboard and seals`, async ({ open, look, road }) => {
    const { id } = road.at("round") as { id: string };
    const page = await open(marker, at === 1 ? PHONE : LAPTOP);
    await page.goto("/app/cham-diem");
    await page
      .getByRole("link", { name: new RegExp(ROUND) })
      .first()
      .click();
    await expect(page.getByText("Hồ sơ được che tên tác giả.").first()).toBeVisible();
    if (at === 0) await look(page, "04-interest");
    await page.getByRole("button", { name: "Tôi không liên quan" }).click();
    await expect(page.getByRole("heading", { name: "Phiếu đánh giá" })).toBeVisible();
    await expect(page.locator("main")).not.toContainText("Nguyễn Thị Hồng Nhung");
    if (at === 0) {
      // Nothing is sent while something is missing.
      await page.keyboard.press("Control+Enter");
      const missing = page.getByRole("alert").getByRole("link", { name: "Tính mới, tính sáng tạo" });
      await expect(missing).toHaveText("Tính mới, tính sáng tạo: bạn chưa cho điểm.");
      await look(page, "04-sheet-errors");
    }
    await page.locator("#card").focus();
    await page.keyboard.press("1");
    await expect(page.locator("#score-novelty")).toHaveValue("28,5");
    const effect = page.locator("#score-effectiveness");
    await effect.focus();
    await page.keyboard.type("34,5");
    await page.locator("#score-applicability").focus();
    await page.keyboard.type(String(17 + at));
    await page.locator("#score-presentation").focus();
    await page.keyboard.type("8");
    for (const condition of ["novel", "applied", "beneficial", "permitted"]) {
      await page.locator(`#condition-${condition}`).focus();
      await page.keyboard.press("Space");
    }
    await page.locator("#proposal").focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Nhận xét chung").focus();
    await page.keyboard.type("Gọn, rẻ, thôn nào cũng làm được.");
    await expect(page.getByText(`Tổng ${88 + at}/100`)).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await look(page, `04-sheet-${marker}`);
    await page.getByLabel("Nhận xét chung").press("Control+Enter");
    await expect(page.getByText("Đã gửi 1/1 phiếu")).toBeVisible();
    await expect(page.getByText(/^Đã gửi lúc/)).toBeVisible();

    // Nobody sees what others gave before the chair opens the scores.
    const hidden = await page.request.get(`/api/v1/rounds/${id}/scores`);
    expect([403, 404, 409]).toContain(hidden.status());
    await page.goto(`/app/dot-xet/${id}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(ROUND);
    await expect(page.getByRole("heading", { name: "Kết quả chấm điểm" })).toHaveCount(0);
  });

test("the chair opens the scores, all at once", async ({ open, look, road }) => {
  const { id } = road.at("round") as { id: string };
  const page = await open("chair", TABLET);
  const hidden = await page.request.get(`/api/v1/rounds/${id}/scores`);
  expect([403, 404, 409]).toContain(hidden.status());
  await page.goto(`/app/dot-xet/${id}`);
  await expect(page.getByText("3/3 phiếu đã gửi").first()).toBeVisible();
  await expect(page.locator("main")).not.toContainText("89");
  await page.getByRole("button", { name: "Mở điểm" }).click();
  const mean = page.getByRole("cell", { name: "89", exact: true });
  await expect(mean.first()).toBeVisible();
  await look(page, "04-scores");
});

test("the session has its quorum, votes by name and is closed with minutes", async ({ open, look, road }) => {
  const { id } = road.at("round") as { id: string };
  const people = road.at("people");
  const page = await open("secretary");
  await page.goto(`/app/dot-xet/${id}`);
  await page.getByLabel("Ngày họp").fill(dayFromNow(0));
  await page.getByLabel("Địa điểm").fill("Phòng họp tầng 2");
  await page.getByLabel("Nội dung", { exact: true }).fill(AGENDA);
  await page.getByRole("button", { name: "Mở phiên họp" }).click();
  await expect(page).toHaveURL(/\/app\/hop\//);
  const session = new URL(page.url()).pathname.split("/").pop() ?? "";
  await expect(page.getByText("Có mặt 0/5, cần 4: chưa đủ số để họp.")).toBeVisible();
  await expect(page.getByText(/thông qua khi ít nhất .+ số thành viên Hội đồng đồng ý/)).toBeVisible();
  // Nobody who is pressed while the one before is being saved is forgotten.
  for (const key of ["chair", "secretary", "member1"])
    await page
      .getByRole("group", { name: people[key]?.name ?? "" })
      .getByRole("button", { name: "Có mặt" })
      .click();
  await expect(page.getByText("Có mặt 3/5, cần 4: chưa đủ số để họp.")).toBeVisible();
  await page.getByRole("button", { name: "Những người còn lại đều có mặt" }).click();
  await expect(page.getByText("Có mặt 5/5, cần 4: đủ số để họp.")).toBeVisible();
  const absent = page.getByRole("group", { name: people["member3"]?.name ?? "" });
  await absent.getByRole("button", { name: "Vắng" }).click();
  await expect(absent.getByRole("button", { name: "Vắng" })).toHaveAttribute("aria-pressed", "true");
  await page.getByLabel("Lý do vắng").fill("Đi tập huấn ở tỉnh");
  await page.getByLabel("Lý do vắng").press("Enter");
  await expect(page.getByText("Có mặt 4/5, cần 4: đủ số để họp.")).toBeVisible();

  // A member raises a hand on a phone.
  const hers = await open("member1", PHONE);
  await hers.goto(`/app/hop/${session}`);
  await expect(hers.getByText("Có mặt 4/5, cần 4: đủ số để họp.")).toBeVisible();
  await look(hers, "04-session-member");

  await page.getByRole("button", { name: "Mọi người đồng ý" }).click();
  await page.getByLabel(/Ý kiến thảo luận/).fill("Bà Mai: nên nhân rộng ra mười hai thôn.");
  await look(page, "04-session");
  await page.getByRole("button", { name: "Ghi kết quả" }).click();
  await expect(page.getByText("4/5 đồng ý (80%), cần 4: đủ phiếu thông qua.")).toBeVisible();
  await expect(page.getByText(`Đồng ý:`)).toBeVisible();
  for (const key of ["chair", "secretary", "member1", "member2"])
    await expect(page.locator("article p.small")).toContainText(people[key]?.name ?? "");
  await page.getByLabel("Kết luận chung").fill("Đề nghị Chủ tịch UBND xã công nhận.");
  await page.getByRole("button", { name: "Kết thúc và lập biên bản" }).click();
  await expect(page.getByText("Đã kết thúc", { exact: true })).toBeVisible();
  await expect(page.getByText("Đề nghị công nhận").first()).toBeVisible();
  const minutes = page.getByRole("link", { name: /^Biên bản .*\(PDF\)/ });
  await expect(async () => {
    await page.reload();
    await expect(minutes).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await look(page, "04-session-closed");
  const printed = await page.request.get((await minutes.getAttribute("href")) ?? "");
  expect(printed.headers()["content-type"]).toContain("application/pdf");
  expect((await printed.body()).subarray(0, 5).toString()).toBe("%PDF-");
});

test("the head signs, every author has a certificate, and its number is genuine", async ({
  open,
  look,
  road,
  call,
}) => {
  const { id } = road.at("dossier") as { id: string };
  const page = await open("head");
  await page.goto(`/app/ho-so/${id}`);
  await page.getByRole("button", { name: "Ký công nhận", exact: true }).click();
  const form = page.getByRole("form", { name: "Ký công nhận" });
  await expect(page.getByRole("button", { name: "Ký công nhận" }), "one button to sign").toHaveCount(1);
  await look(page, "04-sign");
  await form.getByRole("button", { name: "Ký công nhận" }).click();
  await expect(page.getByText(/Được công nhận theo Quyết định số/)).toBeVisible();
  const papers = page.getByRole("link", { name: /Giấy chứng nhận sáng kiến/ });
  await expect(async () => {
    await page.reload();
    await expect(papers).toHaveCount(2, { timeout: 2000 });
  }).toPass({ timeout: 40_000 });
  await look(page, "04-recognised");
  for (const paper of await papers.all()) {
    const printed = await page.request.get((await paper.getAttribute("href")) ?? "");
    expect(printed.headers()["content-type"]).toContain("application/pdf");
    expect((await printed.body()).subarray(0, 5).toString()).toBe("%PDF-");
  }

  interface Signed {
    authors: { full_name: string; certificate_no?: string; certificate_serial?: string }[];
  }
  const { authors } = (await call<Signed>("author", "GET", `/api/v1/dossiers/${id}`)).body;
  expect(authors).toHaveLength(2);
  const asking = await open("visitor", PHONE);
  for (const author of authors) {
    expect(author.certificate_serial).toBeTruthy();
    await asking.goto(`/x/${author.certificate_serial}`);
    await expect(asking.getByText("HỢP LỆ")).toBeVisible();
    await expect(asking.getByText(author.full_name).first()).toBeVisible();
  }
  await look(asking, "04-verified");
  road.reach(
    "serials",
    authors.map((author) => author.certificate_serial),
  );
});
