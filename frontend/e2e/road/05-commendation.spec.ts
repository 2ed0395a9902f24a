import { dayFromNow } from "../support/day.ts";
import { expect, PHONE, test } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

const NAME = "Nguyễn Thị Hồng Nhung";

test("the clerk proposes a Giấy khen from the page of the idea", async ({ open, look, road }) => {
  const idea = road.at("applied");
  const page = await open("clerk", PHONE);
  await page.goto("/app/khen-thuong/moi");
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page.getByRole("alert"), "a press is never without an answer").toContainText("Thành tích: bạn chọn");
  await page.goto(`/app/y-tuong/${idea.id}`);
  await page.getByRole("link", { name: "Đề nghị khen thưởng" }).click();
  await expect(page.getByText("Đề nghị khen cho:")).toContainText(idea.title);
  await page.getByLabel("Thành tích đột xuất").check();
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look(page, "05-new-errors");
  await page
    .getByLabel("Thành tích ghi trên giấy khen")
    .fill("Đã có sáng kiến treo lịch tiêm chủng ở nhà văn hoá thôn");
  await page.getByLabel("Tiêu chuẩn áp dụng").fill("Quyết định số 45/2025/QĐ-UBND, Điều 6");
  await page.getByLabel("Tên ghi trên giấy khen").fill(NAME);
  await page.getByLabel("Đơn vị hoặc nơi ở").fill("Thôn Đông Mai");
  await expect(page.getByRole("alert"), "what is put right is no longer red").toHaveCount(0);
  await look(page, "05-new");
  await page.getByRole("button", { name: "Gửi đề nghị" }).click();
  await expect(page).toHaveURL(/\/app\/khen-thuong\/0/);
  await expect(page.getByText("Được đề nghị", { exact: true })).toBeVisible();
  await look(page, "05-nominated");
  road.reach("commendation", { id: new URL(page.url()).pathname.split("/").pop() ?? "" });
  await page.goto("/app/khen-thuong");
  await expect(page.locator(".task")).toHaveCount(1);
  await look(page, "05-desk");
});

test("the chair decides, and the bonus is what the law of that day says", async ({ open, look, road }) => {
  const { id } = road.at("commendation") as { id: string };
  const page = await open("communechair");
  await page.goto("/app");
  await expect(page.getByRole("link", { name: new RegExp(road.at("applied").title) }).first()).toBeVisible();
  await page.goto(`/app/khen-thuong/${id}`);
  await page.getByRole("button", { name: "Ký quyết định" }).click();
  await expect(page.getByRole("button", { name: "Ký quyết định" }), "one button to sign").toHaveCount(1);
  await page.getByRole("button", { name: "Thôi" }).click();
  await expect(page.getByRole("button", { name: "Ký quyết định" })).toBeFocused();
  await page.getByRole("button", { name: "Ký quyết định" }).click();
  await look(page, "05-decide");
  await page.getByRole("form", { name: "Ký quyết định" }).getByRole("button", { name: "Ký quyết định" }).click();
  await expect(page.getByText(/Quyết định số .+ Phạm Đức Thắng ký\./)).toBeVisible();
  await expect(page.getByText(/Tổng tiền thưởng: 702\.000\sđồng/)).toBeVisible();
  await expect(page.getByRole("table")).toContainText(NAME);
  const papers = page.getByRole("link", { name: new RegExp(`Giấy khen · ${NAME}`) });
  await expect(async () => {
    await page.reload();
    await expect(papers).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 40_000 });
  await look(page, "05-decided");
  const printed = await page.request.get((await papers.getAttribute("href")) ?? "");
  expect(printed.headers()["content-type"]).toContain("application/pdf");
  expect((await printed.body()).subarray(0, 5).toString()).toBe("%PDF-");
});

test("anybody finds the certificate genuine by its number", async ({ open, look, road, call }) => {
  const { id } = road.at("commendation") as { id: string };
  const { body } = await call<{ recipients: { serial?: string }[] }>("clerk", "GET", `/api/v1/commendations/${id}`);
  const serial = body.recipients[0]?.serial ?? "";
  expect(serial).toMatch(/^GK-/);
  const page = await open("visitor", PHONE);
  await page.goto(`/x/${serial}`);
  await expect(page.getByText("HỢP LỆ")).toBeVisible();
  await expect(page.getByText(NAME).first()).toBeVisible();
  await look(page, "05-verified");
  await page.goto("/x/GK-SH-2026-9999");
  await expect(page.getByText("KHÔNG TÌM THẤY")).toBeVisible();
  await look(page, "05-unknown");
});

test("the clerk notes that it was handed over", async ({ open, look, road }) => {
  const { id } = road.at("commendation") as { id: string };
  const page = await open("clerk");
  await page.goto(`/app/khen-thuong/${id}`);
  await page.getByRole("button", { name: "Ghi việc trao" }).click();
  await page.getByLabel("Ngày trao").fill(dayFromNow(0));
  await page.getByLabel("Nơi trao").fill("Nhà văn hoá thôn Đông Mai");
  await page.getByLabel("Người nhận", { exact: true }).fill(NAME);
  await page.getByRole("form", { name: "Ghi việc trao" }).getByRole("button", { name: "Ghi việc trao" }).click();
  await expect(page.getByText("Đã trao", { exact: true })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Chúc mừng người được khen!" })).toBeVisible();
  await look(page, "05-handed-over");
});
