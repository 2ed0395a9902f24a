import { expect, PHONE, test } from "../support/road.ts";

/** Forms sent sooner than a person can read them are taken for a machine's. */
const READING_MS = 2_100;

test("two more ideas are applied, so that there is something to choose from", async ({ call, open, road }) => {
  const stories = [
    {
      unit_id: road.at("commune").id,
      title: "Ghi số thứ tự bằng loa ở bộ phận một cửa",
      before: "Bà con chen nhau hỏi đến lượt ai.",
      proposal: "Gọi số bằng loa và viết số lên bảng.",
      outcome: "Không còn ai phải chen, người già được ngồi chờ.",
      author_kind: "official",
      field: "administration",
    },
    {
      unit_id: road.at("village").id,
      title: "Phơi lúa trên bạt có viền",
      before: "Lúa phơi ngoài đường hay lẫn sỏi.",
      proposal: "May viền bạt cao một gang tay.",
      outcome: "Lúa sạch, gặp mưa kéo một lần là xong.",
      author_kind: "farmer",
      field: "agriculture",
    },
  ];
  for (const story of stories) {
    const told = await call<{ id: string }>("visitor", "POST", "/api/v1/ideas", {
      body: { ...story, done_already: true },
    });
    const read = await call("coordinator", "GET", `/api/v1/ideas/${told.body.id}`);
    const thanked = await call("coordinator", "POST", `/api/v1/ideas/${told.body.id}/thanks`, {
      body: { words: "Cảm ơn bạn, tôi sẽ đến xem." },
      version: read.etag,
    });
    const applied = await call("coordinator", "POST", `/api/v1/ideas/${told.body.id}/application`, {
      body: { applied_on: "2026-10-12", evidence: "Tôi đã đến xem." },
      version: thanked.etag,
    });
    await call("coordinator", "POST", `/api/v1/ideas/${told.body.id}/honour`, {
      body: { new_here: true, in_use: true, beneficial: true, not_excluded: true, words: "Cảm ơn bạn." },
      version: applied.etag,
    });
  }
  const request = (await open("visitor")).request;
  const titles = async () => (await request.get("/sang-kien", { headers: { "X-Fragment": "1" } })).text();
  for (const { title } of stories)
    await expect.poll(titles, { message: "what is applied is found within seconds", timeout: 10_000 }).toContain(title);
});

test("the front page shows how widely people take part, and what was honoured", async ({ look, open, road }) => {
  const page = await open("visitor", PHONE);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bạn đã cải tiến điều gì, dù nhỏ?");
  await expect(page.getByText(/Trần Thị Hương vừa cảm ơn một ý tưởng gửi đến/).first()).toBeVisible();
  await expect(page.locator(".stats")).toContainText("ý tưởng đã áp dụng");
  await expect(page.getByRole("link", { name: road.at("applied").title })).toBeVisible();
  await look(page, "06-home");
});

test("all of the menu is within reach of a thumb", async ({ open }) => {
  const page = await open("visitor", PHONE);
  for (const [address, menu] of [
    ["/", "Mục chính"],
    ["/en", "Main menu"],
  ] as const) {
    await page.goto(address);
    const links = page.getByRole("navigation", { name: menu }).getByRole("link");
    await expect(links).toHaveCount(5);
    for (const link of await links.all()) {
      const { x, width, height } = (await link.boundingBox()) ?? { x: 0, width: 0, height: 0 };
      const told = (await link.textContent()) ?? "";
      expect(x, told).toBeGreaterThanOrEqual(0);
      expect(x + width, told).toBeLessThanOrEqual(PHONE.width);
      expect(height, told).toBeGreaterThanOrEqual(44);
      const cut = await link.evaluate((one) => one.scrollWidth - one.clientWidth);
      expect(cut, `${told} is not cut`).toBeLessThanOrEqual(0);
    }
  }
});

test("the archive finds an idea without diacritics, and with a slip of the finger", async ({ look, open, road }) => {
  const { title } = road.at("applied");
  const page = await open("visitor", PHONE);
  await page.goto("/sang-kien");
  await look(page, "06-archive");
  const box = page.getByRole("searchbox", { name: "Tìm trong kho" });
  await box.pressSequentially("lich tiem chung", { delay: 20 });
  await expect(page.locator("[data-count-text]")).toContainText("“lich tiem chung”");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expect(page).toHaveURL(/\?q=lich\+tiem\+chung$/);
  await expect(page.locator("article mark").first()).toBeVisible();
  await look(page, "06-archive-found");
  await box.fill("lich tiem chugn");
  await expect(page.locator("[data-count-text]")).toContainText("“lich tiem chugn”");
  await expect(page.getByRole("link", { name: title })).toBeVisible();

  await page.goto("/sang-kien?q=L%E1%BB%8ACH%20TI%C3%8AM");
  await expect(page.getByRole("link", { name: title })).toBeVisible();
});

test("facets are addresses: they filter, go back, and can be sent to somebody", async ({ look, open, road }) => {
  const { title } = road.at("applied");
  const page = await open("visitor");
  await page.goto("/sang-kien");
  await expect(page.locator("#results article").nth(2)).toBeVisible();
  const facets = page.getByRole("navigation", { name: "Bộ lọc" });
  await facets.getByRole("link", { name: /^Y tế/ }).click();
  await expect(page).toHaveURL(/linh_vuc=health/);
  await expect(page.locator("#results article")).toHaveCount(1);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await look(page, "06-archive-filtered");
  const address = page.url();
  await facets.getByRole("link", { name: /^Nông/ }).click();
  await expect(page.locator("#results article")).toHaveCount(2);
  await page.goBack();
  await expect(page).toHaveURL(address);
  await expect(page.locator("#results article")).toHaveCount(1);
  await page.goBack();
  await expect(page.locator("#results article").nth(2)).toBeVisible();

  const hers = await open("visitor", PHONE, { javaScriptEnabled: false });
  await hers.goto(address);
  await expect(hers.locator("#results article")).toHaveCount(1);
  await hers.getByRole("link", { name: /^Bộ lọc/ }).click();
  await hers.getByRole("link", { name: /^Nông/ }).click();
  await expect(hers.locator("#results article")).toHaveCount(2);
  await hers.getByRole("searchbox").fill("phoi lua");
  await hers.getByRole("button", { name: "Tìm" }).click();
  await expect(hers, "words and filters go together").toHaveURL(/q=phoi\+lua.*linh_vuc=health.*linh_vuc=agriculture/);
  await expect(hers.locator("#results article")).toHaveCount(1);
});

test("where nothing is found, the way on is offered", async ({ look, open }) => {
  const page = await open("visitor", PHONE);
  await page.goto("/sang-kien?q=phoi+lua&linh_vuc=health");
  await expect(page.getByRole("heading", { name: "Chưa thấy sáng kiến nào khớp" })).toBeVisible();
  await look(page, "06-archive-nothing");
  await page.locator(".empty").getByRole("link", { name: "Bỏ lọc Y tế" }).click();
  await expect(page.getByRole("link", { name: "Phơi lúa trên bạt có viền" })).toBeVisible();
  await page.goto("/sang-kien?q=blockchain");
  await page.getByRole("link", { name: "Kể cách làm của bạn" }).click();
  await expect(page).toHaveURL(/\/gui\?ten=/);
  await expect(page.getByLabel("Tên ngắn gọn")).toHaveValue("blockchain");
});

test("the page of an idea tells it, and who did the same says so", async ({ call, look, open, road }) => {
  const idea = road.at("applied");
  const page = await open("visitor", PHONE);
  await page.goto(`/sang-kien/${idea.code}`);
  await expect(page).toHaveURL(new RegExp(`/sang-kien/${idea.code}-[a-z0-9-]+$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(idea.title);
  for (const part of ["Trước đây", "Cách làm", "Nhờ vậy", "Tôi cũng làm theo", "Hành trình"])
    await expect(page.getByRole("heading", { name: part, exact: true })).toBeVisible();
  await expect(page.getByText("Tháng 10 không cháu nào lỡ mũi tiêm.").first()).toBeVisible();
  await expect(page.locator("#main")).toContainText("Nguyễn Thị Hồng Nhung");
  await expect(page.locator(".timeline")).toContainText("Trần Thị Hương cảm ơn tác giả");
  await expect(page.locator("#lam-theo")).toContainText("Chị Lan, Thôn Sơn Trung");
  await expect(page.locator(".ribbon").first()).toContainText("Số 1");
  const picture = page.locator(".pics img").first();
  expect(
    await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBeGreaterThan(100);
  expect(await page.content(), "a telephone number is nobody's business").not.toMatch(/0912|345 ?678/);
  await look(page, "06-idea");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".print-only .qr")).toBeVisible();
  await expect(page.locator("#lam-theo form")).toBeHidden();
  await page.emulateMedia({ media: "screen" });

  const report = page.locator("#lam-theo");
  await report.getByLabel("Tên bạn hoặc tập thể").fill("Chi hội Phụ nữ Thôn Sơn Trung");
  await page.waitForTimeout(READING_MS);
  await report.locator("form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await report.getByRole("button", { name: "Tôi cũng làm theo" }).click();
  await expect(page.getByRole("alert")).toContainText("Bạn làm theo ở đâu: mục này cần được điền.");
  await expect(report.getByLabel("Tên bạn hoặc tập thể")).toHaveValue("Chi hội Phụ nữ Thôn Sơn Trung");
  await report.getByLabel("Bạn làm theo ở đâu?").fill("Nhà văn hoá Sơn Trung, từ tháng 11");
  await page.waitForTimeout(READING_MS);
  await report.getByRole("button", { name: "Tôi cũng làm theo" }).click();
  await expect(page.getByText("Cảm ơn bạn! Tác giả sẽ được báo tin vui này.")).toBeVisible();
  await look(page, "06-reuse-sent");
  const { body } = await call<{ items: { who: string }[] }>("coordinator", "GET", "/api/v1/reuses");
  expect(body.items.map(({ who }) => who)).toContain("Chi hội Phụ nữ Thôn Sơn Trung");
});

test("the gold book has a line for each, the smallest too", async ({ look, open, road }) => {
  const page = await open("visitor", PHONE);
  await page.goto("/so-vang");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sổ vàng sáng kiến");
  await expect(page.getByText("Sổ vàng số 1", { exact: true })).toBeVisible();
  await expect(page.locator(".entry").filter({ hasText: road.at("applied").title })).toContainText(
    "Nguyễn Thị Hồng Nhung",
  );
  await expect(page.locator(".entry").filter({ hasText: "Phơi lúa trên bạt có viền" })).toContainText(
    "Một người xin không nêu tên",
  );
  await look(page, "06-gold-book");
  await page.getByRole("link", { name: road.at("applied").title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(road.at("applied").title);
});

test("the same pages speak English", async ({ look, open, road }) => {
  const page = await open("visitor");
  await page.goto("/");
  await page.getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/en\/?$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What have you made better, however small?");
  await look(page, "06-home-en");
  for (const [link, heading] of [
    ["Archive", "Archive of initiatives"],
    ["Gold book", "Gold book of initiatives"],
    ["Send an idea", "Send an idea"],
    ["Track", /Track/],
  ] as const) {
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    expect(new URL(page.url()).pathname).toMatch(/^\/en\//);
    await expect(page.getByRole("navigation", { name: "Main menu" }).locator("[aria-current=page]")).toHaveText(link);
  }
  await page.goto(`/en/sang-kien/${road.at("applied").code}`);
  await expect(page.getByRole("heading", { name: "What it brought" })).toBeVisible();
  await look(page, "06-idea-en");
  await page.getByRole("link", { name: "Tiếng Việt" }).click();
  await expect(page.getByRole("heading", { name: "Nhờ vậy" })).toBeVisible();
});

test("a wrong address is answered by a page that helps", async ({ look, open }) => {
  const page = await open("visitor", PHONE);
  for (const address of ["/khong-co-trang-nay", "/sang-kien/SK-SH-2026-9999"]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    expect(answer?.headers()["content-type"], address).toContain("text/html");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Không tìm thấy trang");
  }
  await look(page, "06-lost");
  await page.getByRole("searchbox").fill("tiem chung");
  await page.getByRole("button", { name: "Tìm" }).click();
  await expect(page.locator("[data-count-text]")).toContainText("“tiem chung”");
});

test("the interface is described on a page of its own", async ({ look, open }) => {
  const page = await open("visitor");
  await page.goto("/");
  await page.getByRole("link", { name: "Dữ liệu mở và API" }).click();
  await expect(page).toHaveURL(/\/api\/docs$/);
  await expect(page.locator("details").first()).toBeAttached();
  await page.locator("details", { hasText: "/api/v1/ideas" }).first().locator("summary").click();
  await expect(page.locator("details[open] pre.code")).toContainText("curl");
  await look(page, "06-api");
});

test("the draft of somebody without a network is sent when it comes back", async ({ open }) => {
  const page = await open("visitor", PHONE);
  await page.goto("/gui");
  await page.getByLabel("Trước đây…").fill("Sóng ngoài đồng chập chờn, ghi lại rồi về quên gửi.");
  await page.waitForTimeout(READING_MS);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Gửi ý tưởng" }).click();
  await expect(page.getByText("Ý tưởng của bạn được giữ trên máy này và tự gửi khi có mạng.")).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "Cảm ơn bạn! Chúng tôi đã nhận được" }).click();
  await expect(page.locator("#main .code")).toHaveText(/^SK-/);
});
