import { dayFromNow } from "../support/day.ts";
import { expect, PHONE, test } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

test("the coordinator calls a campaign, and its page says for whom and until when", async ({ open, look }) => {
  const page = await open("coordinator", PHONE);
  await page.goto("/app/phat-dong");
  await look(page, "10-campaigns-none");
  await page.goto("/app/phat-dong/moi");
  await page.getByRole("button", { name: /^Lưu/ }).first().click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await look(page, "10-campaign-errors");
});

test("whoever looks finds the open themes and how widely people take part", async ({ open, look, call, road }) => {
  const wish = {
    programme: "general",
    theme: "Tiết kiệm điện, nước ở mọi nhà, mọi lớp và mọi cơ quan của xã Sơn Hồng trong mùa nắng nóng",
    lead: "Kể cách làm của bạn, dù nhỏ: một cái vòi, một bóng đèn.",
    opens_on: dayFromNow(0),
    closes_on: dayFromNow(30),
  };
  const { body, etag } = await call<{ id: string; slug: string }>("coordinator", "POST", "/api/v1/campaigns", {
    body: { unit_id: road.at("commune").id, campaign: wish },
  });
  await call("coordinator", "POST", `/api/v1/campaigns/${body.id}/announcement`, { version: etag });
  const desk = await open("coordinator", PHONE);
  await desk.goto("/app/phat-dong");
  await expect(desk.getByText(wish.theme).first()).toBeVisible();
  await look(desk, "10-campaigns");
  const page = await open("visitor", PHONE);
  for (const [path, name] of [
    ["/phat-dong", "10-themes"],
    [`/phat-dong/${body.slug}`, "10-theme"],
    [`/gui?dot=${body.slug}`, "10-send-theme"],
    ["/thong-ke", "10-breadth"],
    ["/en/thong-ke", "10-breadth-en"],
  ] as const) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(page, name);
  }
});

test("who works for the commune reads what they were told, and says who stands in", async ({ open, look }) => {
  const page = await open("coordinator", PHONE);
  for (const [path, name] of [
    ["/app/thong-bao", "10-inbox"],
    ["/app/tai-khoan", "10-account"],
    ["/app/thong-ke", "10-breadth-app"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(page, name);
  }
});
