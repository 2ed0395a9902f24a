import type { Page } from "@playwright/test";
import { expect, PHONE, test, type Tools } from "../support/road.ts";

/** Forms sent sooner than a person can read them are taken for a machine's. */
const READING_MS = 2_100;

/** The receipt of an idea told to the commune itself. */
async function readSpoken(page: Page, call: Tools["call"]) {
  await expect(page).toHaveURL(/\/gui\/bien-nhan\/[^/]+\/[^/]+$/);
  const [code = "", token = ""] = new URL(page.url()).pathname.split("/").slice(-2);
  const { body } = await call<{ id: string }>("visitor", "GET", `/api/v1/ideas/tracking/${code}?token=${token}`);
  return { id: body.id, code, token, trackingUrl: `/theo-doi/${code}/${token}` };
}

test("an old woman tells hers by voice, and the coordinator writes it down", async ({ open, look, call }) => {
  const page = await open("visitor", PHONE);
  await page.goto("/gui");
  await page.getByRole("button", { name: "Kể bằng giọng nói" }).click();
  await expect(page.getByText("Đang ghi âm, bạn cứ nói tự nhiên.")).toBeVisible();
  await expect(page.locator("[data-voice-time]")).toHaveText("0:02");
  await look(page, "08-voice-recording");
  await page.getByRole("button", { name: "Dừng ghi âm" }).click();
  await expect(page.getByText(/^Đã ghi 0:\d\d\./)).toBeVisible();
  await expect(page.getByRole("button", { name: "Bỏ bản ghi âm" })).toBeVisible();
  await page.waitForTimeout(READING_MS);
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("0912");
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
  await expect(page.getByRole("alert")).toContainText("số điện thoại chưa đúng");
  await expect(page.getByText(/^Đã ghi 0:\d\d\./), "the voice is not lost with the errors").toBeVisible();
  await look(page, "08-voice-ready");
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("");
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
  const idea = await readSpoken(page, call);
  await page.goto(idea.trackingUrl);
  const player = page.locator("audio");
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(1);
  await look(page, "08-track-voice");

  const desk = await open("coordinator");
  await desk.goto(`/app/y-tuong/${idea.id}`);
  const heard = desk.locator("audio");
  await expect.poll(() => heard.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(1);
  await desk.getByRole("button", { name: "Ghi lại lời kể" }).click();
  await desk.getByRole("button", { name: "Lưu lời kể" }).click();
  await expect(desk.getByRole("alert")).toContainText("Tác giả kể");
  await look(desk, "08-transcribe");
  await desk.getByLabel("Tác giả kể").fill("Trước đây giếng làng không có nắp, trẻ con hay lại gần.");
  await desk.getByRole("button", { name: "Lưu lời kể" }).click();
  await expect(desk.getByText("Đã ghi lại lời kể.")).toBeVisible();
  await expect(desk.getByRole("heading", { level: 1 })).toHaveText(
    "Trước đây giếng làng không có nắp, trẻ con hay lại gần",
  );
  await look(desk, "08-transcribed");
  await page.reload();
  await expect(page.getByText("Trần Thị Hương ghi lại lời kể")).toBeVisible();
});
