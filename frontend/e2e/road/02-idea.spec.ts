import { expect, PHONE, test, type Tools } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

interface Receipt {
  id: string;
  code: string;
  title: string;
  tracking_token: string;
  tracking_url: string;
}

async function tell(call: Tools["call"], unit: string, card: Record<string, unknown>) {
  const { body } = await call<Receipt>("visitor", "POST", "/api/v1/ideas", { body: { unit_id: unit, ...card } });
  return {
    id: body.id,
    code: body.code,
    title: body.title,
    token: body.tracking_token,
    trackingUrl: body.tracking_url,
  };
}

// The public page /gui takes the place of these two calls: open it at 360 px, write the three prompts, add a photo, send.
test("a resident tells two ideas without an account", async ({ call, road }) => {
  const village = road.at("village").id;
  const first = await tell(call, village, {
    before: "Lịch tiêm chủng dán ở trạm y tế, nhiều nhà quên ngày.",
    proposal: "Treo lịch tiêm ở nhà văn hoá thôn và nhắn nhóm Zalo trước hai ngày.",
    outcome: "Tháng 10 không cháu nào lỡ mũi tiêm.",
    title: "Treo lịch tiêm chủng ở nhà văn hoá thôn",
    author_name: "Nguyễn Thị Hồng Nhung",
    author_kind: "citizen",
    name_public: true,
    done_already: true,
    field: "health",
    phone: "0912 345 678",
  });
  const second = await tell(call, village, {
    before: "Đường ra đồng tối, bà con đi cấy sớm hay vấp.",
    proposal: "Lắp mười cột đèn năng lượng mặt trời dọc kênh.",
    author_name: "Trần Văn Đức",
    author_kind: "farmer",
    field: "security",
  });
  road.reach("applied", first);
  road.reach("answered", second);
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
  await expect(page.locator(".task--here")).toContainText("Đã cảm ơn");
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

test("she records the first as applied, with evidence, and it enters the gold book", async ({ open, look, road }) => {
  const idea = road.at("applied");
  const page = await open("coordinator");
  await page.goto(`/app/y-tuong/${idea.id}`);
  await page.getByRole("button", { name: "Ghi nhận đã áp dụng" }).click();
  await page.getByRole("button", { name: "Ghi vào Sổ vàng" }).click();
  await expect(page.getByRole("alert")).toContainText("Bạn chọn Có hoặc Chưa");
  await look(page, "02-apply-errors");
  for (const question of ["Có mới ở nơi này", "Đã được áp dụng", "Có ích thật", "Có phù hợp pháp luật"])
    await page.getByRole("group", { name: question }).getByLabel("Có", { exact: true }).check();
  await page.getByLabel("Áp dụng lần đầu ngày").fill("2026-10-01");
  await page.getByLabel("Lời nhắn tác giả").fill("Cả xã sẽ làm theo thôn mình.");
  await page.getByRole("button", { name: "Ghi vào Sổ vàng" }).click();
  await expect(page.getByRole("alert")).toContainText("minh chứng");
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

test("the authors read it behind their private links", async ({ call, road }) => {
  // The public tracking page takes the place of these calls.
  interface Tracked {
    state: string;
    timeline: { kind: string; words: string; reason?: string }[];
  }
  const at = (name: "applied" | "answered") => {
    const idea = road.at(name);
    return call<Tracked>("visitor", "GET", `/api/v1/ideas/tracking/${idea.code}?token=${idea.token}`);
  };
  const applied = (await at("applied")).body;
  expect(applied.state).toBe("honoured");
  expect(applied.timeline.map(({ words }) => words).join()).toContain("tấm lịch chiều nay");
  const answered = (await at("answered")).body;
  expect(answered.timeline.at(-1)?.reason).toBe("needs_budget");
});

test("the author makes an account and claims the idea by its code", async ({ open, look, keep, road, call }) => {
  const idea = road.at("applied");
  const page = await open("visitor", PHONE);
  await page.goto(`/app/nhan-y-tuong?code=${idea.code}&token=${idea.token}`);
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
