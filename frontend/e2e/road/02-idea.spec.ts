import type { Page } from "@playwright/test";
import { photo } from "../support/photo.ts";
import { expect, PHONE, test, type Tools } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

/** Forms sent sooner than a person can read them are taken for a machine's. */
const READING_MS = 2_100;

/** The receipt says what comes next; what it hands on is what its author keeps. */
async function readReceipt(page: Page, call: Tools["call"]) {
  await expect(page).toHaveURL(/\/gui\/bien-nhan\/[^/]+\/[^/]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cảm ơn bạn! Chúng tôi đã nhận được");
  const [code = "", token = ""] = new URL(page.url()).pathname.split("/").slice(-2);
  await expect(page.locator("#main .code")).toHaveText(code);
  expect(code).toMatch(/^SK-[A-Z]+-\d{4}-\d{4}$/);
  await expect(page.locator(".facts")).toContainText(
    /Trần Thị Hương sẽ cảm ơn bạn trước hết ngày \d{1,2}\/\d{1,2}\/\d{4}/,
  );
  await expect(page.locator(".facts")).toContainText("Nơi xem ý tưởng của bạn: Thôn Đông Mai.");
  await expect(page.locator(".qr svg")).toBeVisible();
  const { body } = await call<{ id: string; title: string }>(
    "visitor",
    "GET",
    `/api/v1/ideas/tracking/${code}?token=${token}`,
  );
  return { id: body.id, title: body.title, code, token, trackingUrl: `/theo-doi/${code}/${token}` };
}

test("a resident tells an idea with a photo on her phone, without an account", async ({ call, look, open, road }) => {
  const village = road.at("village").id;
  const page = await open("visitor", PHONE);
  await page.goto("/");
  await page.getByLabel("Tên ngắn gọn của ý tưởng").fill("Treo lịch tiêm chủng ở nhà văn hoá thôn");
  await page.getByRole("button", { name: "Kể ngay" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gửi ý tưởng");
  await expect(page.getByLabel("Tên ngắn gọn")).toHaveValue("Treo lịch tiêm chủng ở nhà văn hoá thôn");
  await page.goto("/gui");
  await look(page, "02-send");

  // The telephone rings: what she wrote is there when she comes back.
  const way = "Treo lịch tiêm ở nhà văn hoá thôn và nhắn nhóm Zalo trước hai ngày.";
  await page.getByLabel("Tôi đã làm hoặc đề nghị…").fill(way);
  await expect(page.getByText(/Đã lưu nháp trên máy này/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Tôi đã làm hoặc đề nghị…")).toHaveValue(way);
  await expect(page.getByText("Chúng tôi đã giữ những gì bạn viết trên máy này.")).toBeVisible();

  await page.getByLabel("Nhờ vậy…").fill("Tháng 10 không cháu nào lỡ mũi tiêm.");
  await page.getByLabel("Ảnh (tối đa 3)").setInputFiles([await photo(page, "lich-tiem.jpg")]);
  await expect(page.locator("[data-thumbs] img")).toHaveCount(1);
  await page.getByText("Thêm tên, lĩnh vực, nơi gửi").click();
  await page.getByLabel("Tên ngắn gọn").fill("Treo lịch tiêm chủng ở nhà văn hoá thôn");
  await page.getByLabel("Thuộc lĩnh vực nào?").selectOption("health");
  await page.getByLabel("Gửi đến").selectOption(village);
  await page.getByLabel("Tên của bạn").fill("Nguyễn Thị Hồng Nhung");
  await page.getByLabel("Bạn là").selectOption("citizen");
  const young = page.getByRole("group", { name: "Bạn học sinh bao nhiêu tuổi?" });
  await expect(young, "grown people are not asked").toBeHidden();
  await page.getByLabel("Bạn là").selectOption("student");
  await expect(young.getByLabel("Hỏi ý cha mẹ hoặc người giám hộ qua đâu?")).toBeVisible();
  await young.getByLabel("Từ 16 tuổi").check();
  await expect(young.getByLabel("Hỏi ý cha mẹ hoặc người giám hộ qua đâu?")).toBeHidden();
  await page.getByLabel("Bạn là").selectOption("citizen");
  await expect(young).toBeHidden();
  await page.getByLabel("Tôi đồng ý hiện tên tôi ở trang công khai").check();
  await page.getByLabel("Tôi đồng ý hiện ảnh ở trang công khai").check();
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("0912");
  await page.waitForTimeout(READING_MS);
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();

  const errors = page.getByRole("alert");
  await expect(errors).toContainText("Bạn xem lại giúp mấy chỗ này");
  await expect(errors).toBeFocused();
  await expect(errors.getByRole("link")).toHaveText([
    "Trước đây: mục này cần được điền.",
    /^Số điện thoại hoặc thư điện tử: số điện thoại chưa đúng/,
  ]);
  await look(page, "02-send-errors");
  await expect(page.getByLabel("Tôi đã làm hoặc đề nghị…")).toHaveValue(way);
  await expect(page.getByLabel("Gửi đến")).toHaveValue(village);
  await expect(page.getByLabel("Tôi đồng ý hiện tên tôi ở trang công khai")).toBeChecked();
  await expect(page.locator("[data-thumbs] img"), "the photo is not lost with the errors").toHaveCount(1);
  await expect(page.getByText("Trình duyệt không giữ được ảnh.")).toHaveCount(0);
  await page.getByLabel("Trước đây…").fill("Lịch tiêm chủng dán ở trạm y tế, nhiều nhà quên ngày.");
  await expect(errors.getByRole("link"), "what is put right is no longer red").toHaveCount(1);
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("0912 345 678");
  await expect(errors).toHaveCount(0);
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();

  const idea = await readReceipt(page, call);
  expect(idea.title).toBe("Treo lịch tiêm chủng ở nhà văn hoá thôn");
  await look(page, "02-receipt");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".qr svg")).toBeVisible();
  await expect(page.getByText(idea.token), "paper lies about").toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "Mở trang theo dõi" }).click();
  await expect(page).toHaveURL(new RegExp(`${idea.trackingUrl}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(idea.title);
  await expect(page.getByText(/Trần Thị Hương sẽ đọc và cảm ơn bạn/)).toBeVisible();
  const picture = page.locator("article .thumbs img");
  await expect(picture).toHaveCount(1);
  const answer = await page.request.get((await picture.getAttribute("src")) ?? "");
  expect(answer.headers()["content-type"]).toBe("image/jpeg");
  await look(page, "02-track-received");
  await page.goto("/gui");
  await expect(page.getByLabel("Trước đây…"), "the next one begins empty").toHaveValue("");
  road.reach("applied", idea);
});

test("another tells one in a browser without JavaScript", async ({ call, open, road }) => {
  const drawn = await photo(await open("visitor"), "kenh.jpg");
  const page = await open("visitor", PHONE, { javaScriptEnabled: false });
  await page.goto("/gui");
  await page.getByLabel("Trước đây…").fill("Đường ra đồng tối, bà con đi cấy sớm hay vấp.");
  await page.getByLabel("Tôi mới nghĩ ra").check();
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("không có");
  await page.getByLabel("Ảnh (tối đa 3)").setInputFiles([drawn]);
  await page.waitForTimeout(READING_MS);
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
  await expect(page).toHaveTitle(/^Lỗi: Gửi ý tưởng/);
  await expect(page.getByRole("alert")).toContainText("Bạn xem lại giúp mấy chỗ này");
  await expect(page.getByText("Trình duyệt không giữ được ảnh.")).toBeVisible();
  await expect(page.getByLabel("Trước đây…")).toHaveValue("Đường ra đồng tối, bà con đi cấy sớm hay vấp.");
  await expect(page.getByLabel("Tôi mới nghĩ ra")).toBeChecked();

  await page.getByLabel("Tôi đã làm hoặc đề nghị…").fill("Lắp mười cột đèn năng lượng mặt trời dọc kênh.");
  await page.getByLabel("Ảnh (tối đa 3)").setInputFiles([drawn]);
  await page.getByText("Thêm tên, lĩnh vực, nơi gửi").click();
  await page.getByLabel("Thuộc lĩnh vực nào?").selectOption("security");
  await page.getByLabel("Gửi đến").selectOption(road.at("village").id);
  await page.getByLabel("Tên của bạn").fill("Trần Văn Đức");
  await page.getByLabel("Bạn là").selectOption("farmer");
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("");
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();

  const idea = await readReceipt(page, call);
  await page.getByRole("link", { name: "Mở trang theo dõi" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(idea.title);
  const picture = page.locator("article .thumbs img");
  const kept = await (await page.request.get((await picture.getAttribute("src")) ?? "")).body();
  expect(drawn.buffer.includes("Exif")).toBe(true);
  expect(kept.includes("Exif"), "the server takes the place out of a photo no browser shrank").toBe(false);
  road.reach("answered", idea);
});

test("somebody who kept only the paper finds the idea by its code", async ({ look, open, road }) => {
  const idea = road.at("answered");
  const page = await open("visitor", PHONE);
  await page.goto("/tra-cuu");
  await look(page, "02-lookup");
  await page.getByLabel("Mã biên nhận hoặc đường dẫn").fill(idea.code.toLowerCase());
  await page.getByLabel("Phần bí mật").fill("khong-phai-ma-nay");
  await page.getByRole("button", { name: "Tra cứu" }).click();
  await expect(page.getByRole("alert")).toContainText("Chưa tìm thấy");
  await expect(page.getByLabel("Mã biên nhận hoặc đường dẫn")).toHaveValue(idea.code.toLowerCase());
  await page.getByLabel("Phần bí mật").fill(idea.token);
  await page.getByRole("button", { name: "Tra cứu" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(idea.title);
});

test("the coordinator sees them among what needs her today and thanks with a line of her own", async ({
  open,
  look,
  road,
}) => {
  const idea = road.at("applied");
  const page = await open("coordinator");
  await page.goto("/app");
  await expect(page.getByRole("link", { name: `Cảm ơn: ${idea.title}` })).toBeVisible();
  await look(page, "02-my-work");
  await page.getByRole("link", { name: "Bàn tiếp nhận" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bàn tiếp nhận");
  await expect(page.locator(".desk .task")).toHaveCount(2);
  // The whole shift on keys: down, thank, write, send.
  await page.keyboard.press("j");
  await expect(page.locator(".task--here")).toContainText(idea.title);
  await expect(page.getByText("Tháng 10 không cháu nào lỡ mũi tiêm.")).toBeVisible();
  await look(page, "02-desk");
  await page.keyboard.press("c");
  await expect(page.getByLabel("Lời của riêng bạn")).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("alert")).toContainText("câu của riêng bạn");
  await page.getByLabel("Lời của riêng bạn").fill("Tôi sẽ đến nhà văn hoá xem tấm lịch chiều nay.");
  await look(page, "02-thank");
  // A phone shows no peek, so the field lost the focus while the pictures were taken.
  await page.getByLabel("Lời của riêng bạn").press("Control+Enter");
  await expect(page.getByText("Đã gửi lời cảm ơn.")).toBeVisible();
  await expect(page.locator(".task--here")).toContainText("Đang xem xét");
});

test("a text survives a reload, and somebody else's change", async ({ open, look, road, call }) => {
  const idea = road.at("answered");
  const page = await open("coordinator", PHONE);
  await page.goto(`/app/y-tuong/${idea.id}`);
  await page.getByRole("button", { name: "Cảm ơn" }).click();
  const words = "Bác nhắc đúng chỗ tối nhất của thôn, tôi đã đi xem tối qua.";
  await page.getByLabel("Lời của riêng bạn").fill(words);
  await look(page, "02-thank-phone");
  await expect(page.getByText(/Đã lưu nháp trên máy này/)).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Cảm ơn" }).click();
  await expect(page.getByLabel("Lời của riêng bạn")).toHaveValue(words);
  await call("villagehead", "POST", `/api/v1/ideas/${idea.id}/thanks`, {
    body: { words: "Cảm ơn bác Đức, thôn ghi nhận." },
    version: 1,
  });
  await page.getByRole("button", { name: "Gửi lời cảm ơn" }).click();
  await expect(page.getByText("Nguyễn Văn Bình cảm ơn tác giả")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText(words);
});

test("she goes along with the one the village head thanked, and asks its author a question", async ({
  open,
  look,
  road,
}) => {
  const idea = road.at("answered");
  const page = await open("coordinator", PHONE);
  await page.goto("/app");
  await page.getByRole("link", { name: `Xem xét: ${idea.title}` }).click();
  await page.getByRole("button", { name: "Chọn người đi cùng" }).click();
  await page.getByRole("button", { name: "Giao ý tưởng" }).click();
  await expect(page.getByRole("alert")).toContainText("chọn một người");
  await look(page, "02-assign");
  await page.getByLabel("Người đi cùng").selectOption({ index: 1 });
  await expect(page.getByLabel("Người đi cùng").getByRole("option")).toContainText(["Chọn một người", /Bình/, /Hương/]);
  await page.getByLabel("Người đi cùng").selectOption({ label: "Trần Thị Hương · Xã Sơn Hồng" });
  await page.getByRole("button", { name: "Giao ý tưởng" }).click();
  await expect(page.getByText("Trần Thị Hương đi cùng ý tưởng này")).toBeVisible();
  await look(page, "02-screening");

  await page.getByRole("button", { name: "Hỏi tác giả một câu" }).click();
  await page.getByLabel("Câu hỏi").fill("Bác?");
  await page.getByRole("button", { name: "Gửi câu hỏi" }).click();
  await expect(page.getByRole("alert")).toContainText("Câu hỏi");
  await look(page, "02-ask");
  await page.getByLabel("Câu hỏi").fill("Bác cho hỏi: đoạn kênh tối ấy dài chừng bao nhiêu mét?");
  await page.getByRole("button", { name: "Gửi câu hỏi" }).click();
  await expect(page.getByText("Đã gửi câu hỏi cho tác giả.")).toBeVisible();
  await expect(page.getByText("Chờ tác giả bổ sung")).toBeVisible();
  await look(page, "02-asked");
});

test("he replies behind his private link, in a browser without JavaScript", async ({ open, look, road }) => {
  const idea = road.at("answered");
  const shown = await open("visitor", PHONE);
  await shown.goto(idea.trackingUrl);
  await look(shown, "02-track-question");
  const page = await open("visitor", PHONE, { javaScriptEnabled: false });
  await page.goto(idea.trackingUrl);
  await expect(page.getByRole("figure").filter({ hasText: "Trần Thị Hương hỏi bạn" })).toContainText("bao nhiêu mét?");
  await page.getByLabel("Câu trả lời của bạn").fill("300m");
  await page.getByRole("button", { name: "Gửi câu trả lời" }).click();
  await expect(page).toHaveTitle(/^Lỗi: SK-/);
  await expect(page.getByRole("alert").getByRole("link")).toHaveText(/^Câu trả lời của bạn: /);
  await expect(page.getByLabel("Câu trả lời của bạn")).toHaveValue("300m");
  await page.getByLabel("Câu trả lời của bạn").fill("Chừng ba trăm mét, từ cống Bà Tư ra đến đồng Sâu.");
  await page.getByRole("button", { name: "Gửi câu trả lời" }).click();
  await expect(page).toHaveURL(new RegExp(`${idea.trackingUrl}$`));
  await expect(page.getByRole("figure").filter({ hasText: "Bạn viết" })).toContainText("cống Bà Tư");
  await expect(page.getByLabel("Câu trả lời của bạn")).toHaveCount(0);
  await shown.goto(idea.trackingUrl);
  await look(shown, "02-track-replied");
});

test("she records the first as applied, with evidence, and it enters the gold book", async ({ open, look, road }) => {
  const idea = road.at("applied");
  const page = await open("coordinator");
  await page.goto(`/app/y-tuong/${idea.id}`);
  await page.getByRole("button", { name: "Ghi nhận đã áp dụng" }).click();
  await page.getByRole("button", { name: "Ghi vào Sổ vàng" }).click();
  await expect(page.getByRole("alert")).toContainText("bạn chọn Có hoặc Chưa");
  await look(page, "02-apply-errors");
  for (const question of ["Có mới ở nơi này", "Đã được áp dụng", "Có ích thật", "Có phù hợp pháp luật"])
    await page.getByRole("group", { name: question }).getByLabel("Có", { exact: true }).check();
  await page.getByLabel("Áp dụng lần đầu ngày").fill("2026-10-01");
  await page.getByLabel("Lời nhắn tác giả").fill("Cả xã sẽ làm theo thôn mình.");
  await page.getByRole("button", { name: "Ghi vào Sổ vàng" }).click();
  await expect(page.getByRole("alert")).toContainText(/minh chứng/i);
  await page.getByLabel("Minh chứng").fill("Tôi đã đến xem ngày 20/11, bà con xác nhận.");
  await page.getByRole("button", { name: "Ghi vào Sổ vàng" }).click();
  await expect(page.getByText("Đã ghi vào Sổ vàng.")).toBeVisible();
  await expect(page.getByText("Sổ vàng số 1", { exact: true })).toBeVisible();
  await look(page, "02-applied");
});

test("she answers the second with a reason and a next step, on her phone", async ({ open, look, road }) => {
  const idea = road.at("answered");
  const page = await open("coordinator", PHONE);
  await page.goto("/app");
  await page.getByRole("link", { name: `Trả lời: ${idea.title}` }).click();
  await page.getByRole("button", { name: "Trả lời, chưa áp dụng" }).click();
  await page.getByLabel("Lý do").selectOption({ label: "Cần kinh phí chưa có" });
  await page.getByRole("radio").last().check();
  await page
    .getByLabel("Lời của bạn gửi tác giả")
    .fill("Ý bác rất đúng. Xã chưa có tiền năm nay, sẽ đưa vào kế hoạch năm sau.");
  await look(page, "02-answer");
  await page.getByRole("button", { name: "Gửi câu trả lời" }).click();
  await expect(page.getByText("Lý do: Cần kinh phí chưa có")).toBeVisible();
  await look(page, "02-answered");
});

test("the authors read it behind their private links", async ({ look, open, road }) => {
  const page = await open("visitor", PHONE);
  const applied = road.at("applied");
  await page.goto(applied.trackingUrl);
  await expect(page.locator("header .badge")).toHaveText("Ghi danh Sổ vàng");
  await expect(page.getByRole("figure").filter({ hasText: "Lời cảm ơn của Trần Thị Hương" })).toContainText(
    "Tôi sẽ đến nhà văn hoá xem tấm lịch chiều nay.",
  );
  await expect(page.getByRole("figure").filter({ hasText: "Lời nhắn của" })).toContainText(
    "Cả xã sẽ làm theo thôn mình.",
  );
  await look(page, "02-track-honoured");

  await page.goto(road.at("answered").trackingUrl);
  const now = page.locator(".panel").filter({ hasText: "Hiện giờ" });
  await expect(now).toContainText("Lý do: Cần kinh phí chưa có");
  await expect(now).toContainText(/Bước tiếp theo: \S/);
  await expect(page.getByText("Xã chưa có tiền năm nay, sẽ đưa vào kế hoạch năm sau.")).toBeVisible();
  await look(page, "02-track-answered");
  const guessed = await page.goto(`/theo-doi/${applied.code}/${"a".repeat(26)}`);
  expect(guessed?.status(), "nobody reads it by the code alone").toBe(404);
});

test("with something new he takes it up again, and it is kept for better times", async ({ open, look, road }) => {
  const idea = road.at("answered");
  const page = await open("visitor", PHONE);
  await page.goto(idea.trackingUrl);
  await page.getByLabel("Điều mới bạn muốn kể").fill("Nay có năm nhà góp tiền, chỉ còn thiếu bốn cột.");
  await page.getByRole("button", { name: "Mở lại ý tưởng" }).click();
  await expect(page.locator("header .badge")).toHaveText("Đang xem xét");
  await look(page, "02-track-reopened");

  const desk = await open("coordinator");
  await desk.goto(`/app/y-tuong/${idea.id}`);
  await expect(desk.getByText("Nay có năm nhà góp tiền")).toBeVisible();
  await desk.getByText("Việc khác").click();
  await look(desk, "02-other-ways");
  const keep = async (words: string) => {
    await desk.getByRole("button", { name: "Giữ trong Kho ý tưởng" }).click();
    await desk.getByLabel("Lời của bạn gửi tác giả").fill(words);
    await look(desk, "02-park");
    await desk.getByRole("button", { name: "Giữ trong Kho", exact: true }).click();
    await expect(desk.getByText("Đã giữ trong Kho ý tưởng.").first()).toBeVisible();
  };
  await keep("Quý lắm bác ạ. Xã giữ lại.");
  await look(desk, "02-undo");
  await desk.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(desk.getByText("Đã hoàn tác. Ý tưởng trở lại như trước.")).toBeVisible();
  await desk.getByText("Việc khác").click();
  await keep("Quý lắm bác ạ. Xã giữ lại, quý sau có quỹ sẽ làm ngay.");
  await desk.goto("/app/tiep-nhan?trang_thai=parked");
  await expect(desk.locator(".desk .task")).toHaveCount(1);
  await look(desk, "02-desk-parked");
  await page.reload();
  await expect(page.locator("header .badge")).toHaveText("Trong Kho ý tưởng");
  await look(page, "02-track-parked");
});

test("the author makes an account and claims the idea by its code", async ({ open, look, keep, road, call }) => {
  const idea = road.at("applied");
  const page = await open("visitor", PHONE);
  await page.goto(idea.trackingUrl);
  await page.getByRole("link", { name: /Nhận ý tưởng này về tài khoản của bạn/ }).click();
  await page.getByRole("link", { name: "Tạo tài khoản" }).click();
  await look(page, "02-register");
  await page.getByLabel("Họ và tên").fill("Nguyễn Thị Hồng Nhung");
  await page.getByLabel("Nơi bạn làm việc").selectOption({ index: 1 });
  await page.getByLabel("Tên đăng nhập").fill("nhung@sonhong.vn");
  await page.getByLabel("Mật khẩu").fill("mùa xuân hoa gạo đỏ bến sông");
  await page.getByRole("button", { name: "Tạo tài khoản" }).click();
  await expect(page.getByRole("heading", { name: idea.title })).toBeVisible();
  await look(page, "02-claim");
  await page.getByRole("button", { name: "Đúng là của tôi" }).click();
  await expect(page).toHaveURL(new RegExp(`/app/y-tuong/${idea.id}`));
  await page.goto("/app/cua-toi");
  await expect(page.getByText("Ghi danh Sổ vàng")).toBeVisible();
  await look(page, "02-mine");
  await keep(page, "author");
  const { body } = await call<{ person: { id: string; name: string } }>("author", "GET", "/api/v1/session");
  const people = road.at("people");
  road.reach("people", { ...people, author: { ...body.person, login: "nhung@sonhong.vn" } });
});

test("an author with an account is asked, and replies among what is theirs", async ({ open, look, call, road }) => {
  const sent = await call<{ id: string; title: string; code: string; tracking_token: string }>(
    "author",
    "POST",
    "/api/v1/ideas",
    { body: { before: "Sân trạm y tế nắng, các cụ chờ tiêm rất mệt.", unit_id: road.at("village").id } },
  );
  const { id, title } = sent.body;
  await call("coordinator", "POST", `/api/v1/ideas/${id}/thanks`, {
    body: { words: "Cảm ơn chị, các cụ sẽ vui lắm." },
    version: 1,
  });
  await call("coordinator", "POST", `/api/v1/ideas/${id}/question`, {
    body: { words: "Chị cho hỏi: nên che bạt ở phía nào của sân?" },
    version: 3,
  });
  const page = await open("author", PHONE);
  await page.goto("/app");
  await page.getByRole("link", { name: `Trả lời câu hỏi về: ${title}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.getByRole("figure")).toContainText("nên che bạt ở phía nào");
  await look(page, "02-author-asked");
  await page.getByRole("button", { name: "Trả lời câu hỏi" }).click();
  await expect(page.getByRole("figure")).toContainText("nên che bạt ở phía nào");
  await page.getByLabel("Câu trả lời của bạn").fill("Phía tây chị ạ, chiều nắng hắt vào đó.");
  await look(page, "02-author-reply");
  await page.getByRole("button", { name: "Gửi câu trả lời" }).click();
  await expect(page.getByText("Cảm ơn bạn. Câu trả lời đã được gửi.")).toBeVisible();
  await expect(page.getByText("Đang xem xét")).toBeVisible();
});

test("a village head enters two paper slips without leaving the page", async ({ open, look }) => {
  const page = await open("villagehead");
  await page.goto("/app/nhap-ho");
  await page.getByLabel("Trước đây…").fill("Trẻ con không có chỗ đọc sách buổi chiều.");
  await page.getByLabel("Tên người kể").fill("Bà Lê Thị Tư");
  await look(page, "02-proxy");
  await page.getByLabel("Tên người kể").press("Control+Enter");
  await expect(page.getByRole("heading", { name: "Đã nhập 1 phiếu" })).toBeVisible();
  await expect(page.getByLabel("Trước đây…")).toBeFocused();
  await page.keyboard.type("Rác nhựa ngoài đồng ai cũng thấy mà không ai nhặt.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "Đã nhập 2 phiếu" })).toBeVisible();
  await look(page, "02-proxy-sent");
});

test("somebody did the same, and the coordinator confirms it", async ({ open, look, road, call }) => {
  const idea = road.at("applied");
  await call("visitor", "POST", `/api/v1/ideas/${idea.id}/reuses`, {
    body: { who: "Chị Lan, Thôn Sơn Trung", place: "Nhà văn hoá Sơn Trung" },
  });
  const page = await open("coordinator");
  await page.goto("/app/lam-theo");
  await expect(page.getByText("Chị Lan, Thôn Sơn Trung làm theo ở Nhà văn hoá Sơn Trung")).toBeVisible();
  await look(page, "02-reuses");
  await page.getByRole("button", { name: "Xác nhận" }).click();
  await expect(page.getByText("Không còn báo cáo nào chờ xác nhận")).toBeVisible();
});
