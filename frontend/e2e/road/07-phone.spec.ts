import { photo } from "../support/photo.ts";
import { expect, PHONE, test } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

/** Slow 4G as telephones meet it: 1.6 Mbit/s down, 0.75 up, 150 ms there and back; and a slow processor. */
const SLOW_4G = { offline: false, downloadThroughput: 200_000, uploadThroughput: 93_750, latency: 150 };
const SLOWER = 4;
const A_MINUTE_MS = 60_000;
const MOST_TAPS = 4;
const WAITING = "Chưa có mạng. Ý tưởng của bạn được giữ trên máy này và tự gửi khi có mạng.";

test("within a minute from a slow telephone, and from a field without a network, each once", async ({
  call,
  look,
  open,
}) => {
  const page = await open("visitor", PHONE, { hasTouch: true });
  const taken = await photo(page, "anh-chup.jpg");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  let taps = 0;
  const tap = async (what: ReturnType<typeof page.locator>) => {
    taps += 1;
    await what.tap();
  };

  const began = Date.now();
  await page.goto("/gui");
  const told = "Máy gặt hỏng giữa đồng, cả xóm phải chờ thợ ở huyện.";
  await tap(page.getByLabel("Trước đây…"));
  // As fast as thumbs type.
  await page.getByLabel("Trước đây…").pressSequentially(told, { delay: 120 });
  const choosing = page.waitForEvent("filechooser");
  await tap(page.locator("[data-camera]"));
  await (await choosing).setFiles([taken]);
  await expect(page.locator("[data-thumbs] img")).toHaveCount(1);
  await tap(page.getByRole("button", { name: "Gửi ý tưởng" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cảm ơn bạn! Chúng tôi đã nhận được");
  const took = Date.now() - began;
  await expect(page.locator(".facts")).toContainText("Trưởng thôn hoặc thầy cô nơi bạn gửi chuyển lời tới bạn.");
  expect(took, `from opening the page to the receipt: ${took} ms`).toBeLessThan(A_MINUTE_MS);
  expect(taps, "taps beyond typing").toBeLessThanOrEqual(MOST_TAPS);
  console.warn(`receipt after ${(took / 1000).toFixed(1)} s with ${taps} taps`);
  // Two who set the network at once would each undo the other.
  await session.detach();
  await look(page, "07-receipt");

  // The service worker has put the form into the pocket meanwhile.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.context().setOffline(true);
  await page.goto("/so-vang");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Máy bạn chưa có mạng");
  await look(page, "07-no-network");
  await page.getByRole("link", { name: "Kể ý tưởng" }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gửi ý tưởng");
  await page.goto("/gui");
  const second = "Bờ ruộng sạt sau mưa, đi cấy phải vòng xa.";
  await page.getByLabel("Trước đây…").fill(second);
  await page.getByRole("button", { name: "Gửi ý tưởng" }).tap();
  await expect(page.getByText(WAITING)).toBeVisible();
  const waiting = page.locator("[data-waiting]");
  await expect(waiting).toContainText("Chờ gửi");
  await expect(waiting).toContainText(/viết lúc \d{2}:\d{2}/);
  await look(page, "07-waiting");
  await page.reload();
  await expect(waiting).toContainText("Chờ gửi");
  await expect(waiting).toContainText(second.replace(".", ""));

  await page.context().setOffline(false);
  await expect(waiting).toContainText("Đã gửi");
  await page.reload();
  await waiting.getByRole("link", { name: "Xem biên nhận" }).tap();
  await expect(page.locator("#main .code")).toHaveText(/^SK-/);

  const desk = await call<{ items: { id: string; title: string }[] }>(
    "coordinator",
    "GET",
    "/api/v1/ideas?view=desk&limit=100",
  );
  const told2 = [told, second].map((words) => words.slice(0, 30));
  const mine = desk.body.items.filter(({ title }) => told2.some((begin) => title.startsWith(begin)));
  expect(mine.map(({ title }) => title).sort(), "each is there, once").toEqual(
    [second, told].map((words) => words.replace(/\.$/, "")).sort(),
  );
});

test("a card the server could not take opens again with its words", async ({ open }) => {
  const page = await open("visitor", PHONE);
  await page.goto("/gui");
  await page.getByLabel("Trước đây…").fill("Chợ họp sớm, xe chở rau kẹt ở cổng.");
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("không có");
  await page.waitForTimeout(2_100);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
  await expect(page.getByText(WAITING)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole("alert")).toContainText("Số điện thoại hoặc thư điện tử: số điện thoại chưa đúng");
  await expect(page.getByLabel("Trước đây…")).toHaveValue("Chợ họp sớm, xe chở rau kẹt ở cổng.");
  await page.getByLabel("Số điện thoại hoặc thư điện tử").fill("");
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
  await expect(page.locator("#main .code")).toHaveText(/^SK-/);
});

test("what is being written is kept on the server, and found again", async ({ look, open }) => {
  const page = await open("visitor", PHONE);
  await page.goto("/en/gui");
  await page.locator("#before").fill("Nước giếng đục sau mỗi trận mưa.");
  await expect(page.getByText(/^Saved at \d{2}:\d{2}/)).toBeVisible({ timeout: 15_000 });
  // The browser lost the words, but not the key.
  await page.evaluate(() => {
    for (const name of Object.keys(localStorage)) if (name.startsWith("sk-draft:")) localStorage.removeItem(name);
  });
  await page.reload();
  await expect(page.locator("#before")).toHaveValue("");
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.locator("#before")).toHaveValue("Nước giếng đục sau mỗi trận mưa.");
  await look(page, "07-send-en");
});
