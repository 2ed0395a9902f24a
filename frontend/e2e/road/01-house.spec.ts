import { expect, meet, PHONE, test } from "../support/road.ts";
import { totp } from "../support/totp.ts";

test.describe.configure({ mode: "serial" });

const PASSWORD = "con trâu đi trước cái cày";

test("the first administrator enters by the one-time link", async ({ house, open, look, keep, road, call }) => {
  const page = await open("visitor");
  await page.goto(house.adminLink);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tạo người quản trị đầu tiên");
  await look(page, "01-setup");
  await page.getByLabel("Họ và tên").fill("Lê Thị Quản Trị");
  await page.getByLabel("Tên đăng nhập").fill("quantri@sonhong.vn");
  await page.getByLabel("Mật khẩu").fill("123");
  await page.getByRole("button", { name: "Tạo và đăng nhập" }).click();
  await expect(page.getByRole("alert")).toContainText("Mật khẩu");
  await page.getByLabel("Mật khẩu").fill(PASSWORD);
  await page.getByRole("button", { name: "Tạo và đăng nhập" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Việc của tôi");
  await look(page, "01-first-visit");
  await keep(page, "administrator");
  const session = await call<{ person: { id: string; name: string } }>("administrator", "GET", "/api/v1/session");
  meet(road, "administrator", { ...session.body.person, login: "quantri@sonhong.vn" });
});

test("the link works once", async ({ house, open }) => {
  const page = await open("visitor", PHONE);
  await page.goto(house.adminLink);
  await page.getByLabel("Họ và tên").fill("Kẻ Đến Sau");
  await page.getByLabel("Tên đăng nhập").fill("densau");
  await page.getByLabel("Mật khẩu").fill(PASSWORD);
  await page.getByRole("button", { name: "Tạo và đăng nhập" }).click();
  await expect(page.getByRole("alert")).toContainText("đã dùng");
});

test("the administrator sets up two steps and signs in with both", async ({ open, look, keep }) => {
  const page = await open("administrator");
  await page.goto("/app/tai-khoan");
  await page.getByRole("button", { name: /xác thực hai bước|ứng dụng xác thực/ }).click();
  await expect(page.getByRole("img", { name: "Mã QR cho ứng dụng xác thực" })).toBeVisible();
  await look(page, "01-two-steps");
  const secret = await page.locator("code.code").innerText();
  await page.getByLabel("Mã 6 số").fill(totp(secret));
  await page.getByRole("button", { name: "Xác nhận mã" }).click();
  await expect(page.getByText("Đã bật xác thực hai bước.")).toBeVisible();
  const recovery = (await page.locator("#totp-title ~ ul li").first().innerText()).trim();
  await page.getByRole("button", { name: "Đăng xuất", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đăng nhập");
  await look(page, "01-sign-in");
  await page.getByLabel("Thư điện tử hoặc tên đăng nhập").fill("quantri@sonhong.vn");
  await page.getByLabel("Mật khẩu", { exact: true }).fill("không phải mật khẩu này");
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("alert")).toContainText("chưa đúng");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByLabel("Mã 6 số").fill(recovery);
  await look(page, "01-second-step");
  await page.getByRole("button", { name: "Xác nhận" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Việc của tôi");
  await keep(page, "administrator");
});

test("units are added one by one and pasted from a spreadsheet", async ({ open, look, road, call }) => {
  const page = await open("administrator");
  await page.goto("/app/quan-tri/to-chuc");
  await expect(page.getByText("Xã Sơn Hồng", { exact: true }).last()).toBeVisible();
  await page.getByRole("button", { name: "Thêm đơn vị", exact: true }).click();
  await page.getByLabel("Tên đơn vị").fill("Thôn Đông Mai");
  await page.getByLabel("Mã", { exact: true }).fill("DM");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.locator(".tree__row").filter({ hasText: "Thôn Đông Mai" })).toBeVisible();

  await page.getByRole("button", { name: "Dán từ bảng tính" }).click();
  const rows = [
    "T1\tThôn\tThôn Sơn Trung\tSH",
    "THCS\tmái trường\tTrường THCS Sơn Hồng\tSH",
    "L5A\tclass\tLớp 9A\tTHCS",
  ];
  await page.getByLabel("Dán vào đây").fill(rows.join("\n"));
  await page.getByRole("button", { name: "Thêm 3 đơn vị" }).click();
  await expect(page.locator("td .field__error").first()).toContainText("không có trong danh sách");
  await look(page, "01-units-paste");
  await page.getByLabel("Dán vào đây").fill(rows.join("\n").replace("mái trường", "Trường học"));
  await page.getByRole("button", { name: "Thêm 3 đơn vị" }).click();
  await expect(page.locator(".tree__row")).toHaveCount(5);
  await page.getByRole("button", { name: "Sửa Lớp 9A" }).click();
  await page.getByLabel("Tên đơn vị").fill("Lớp 5A");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.locator(".tree__row").filter({ hasText: "Lớp 5A" })).toBeVisible();
  await look(page, "01-units");

  const { body } = await call<{ items: { id: string; code: string }[] }>("administrator", "GET", "/api/v1/units");
  const commune = body.items.find((unit) => unit.code === "SH");
  const village = body.items.find((unit) => unit.code === "DM");
  expect(commune && village).toBeTruthy();
  if (commune && village) {
    road.reach("commune", { id: commune.id, code: commune.code });
    road.reach("village", { id: village.id, code: village.code });
  }
});

test("the coordinator is entered, given a role and a link, and signs in by it", async ({ open, look, keep, road }) => {
  const page = await open("administrator");
  await page.goto("/app/quan-tri/nguoi-dung");
  await page.getByRole("link", { name: "Thêm người" }).click();
  await page.getByLabel("Họ và tên").fill("Trần Thị Hương");
  await page.getByLabel("Chức vụ, chức danh").fill("Công chức Văn hóa – Xã hội");
  await page.getByLabel("Thư điện tử").fill("huong@sonhong.vn");
  await look(page, "01-person-new");
  await page.getByRole("button", { name: "Thêm người" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Trần Thị Hương");
  await page.getByRole("button", { name: "Tạo đường dẫn đăng nhập" }).click();
  const link = await page.locator("[data-link]").innerText();
  await page.getByLabel("Giao vai trò").selectOption({ label: "Người điều phối" });
  await page.getByRole("button", { name: "Giao vai trò" }).click();
  await expect(page.getByText("Người điều phối, Xã Sơn Hồng", { exact: true })).toBeVisible();
  await look(page, "01-person");
  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  meet(road, "coordinator", { id, name: "Trần Thị Hương", login: "huong@sonhong.vn" });

  const hers = await open("visitor");
  await hers.goto(link);
  await look(hers, "01-link");
  await hers.getByRole("button", { name: "Vào", exact: true }).click();
  await expect(hers.getByRole("heading", { level: 1 })).toHaveText("Việc của tôi");
  await expect(hers.getByRole("link", { name: "Bàn tiếp nhận" }).first()).toBeVisible();
  await keep(hers, "coordinator");
});

test("everybody the road needs has an account and a role", async ({ open, look, somebody, road }) => {
  const commune = road.at("commune").id;
  const village = road.at("village").id;
  await somebody("villagehead", "Nguyễn Văn Bình", [["village_head", village]], village);
  await somebody("intake", "Phan Thị Lan", [["intake_officer", commune]], commune);
  await somebody("secretary", "Đặng Quốc Việt", [["council_secretary", commune]], commune);
  await somebody("chair", "Hồ Sỹ Tâm", [["council_chair", commune]], commune);
  await somebody("member1", "Nguyễn Thị Mai", [["council_member", commune]], commune);
  await somebody("member2", "Lê Văn Hải", [["council_member", commune]], commune);
  await somebody("member3", "Trần Đình Nam", [["council_member", commune]], commune);
  await somebody("head", "Võ Trọng Hải", [["unit_head", commune]], commune);
  await somebody("clerk", "Bùi Thị Thu", [["commendation_clerk", commune]], commune);
  await somebody("communechair", "Phạm Đức Thắng", [["commune_chair", commune]], commune);

  const page = await open("administrator");
  await page.goto("/app/quan-tri/nguoi-dung");
  await expect(page.locator(".task")).toHaveCount(12);
  await look(page, "01-people");
  await page.getByLabel("Tìm theo tên").fill("huong");
  await expect(page.locator(".task")).toHaveCount(1);
});
