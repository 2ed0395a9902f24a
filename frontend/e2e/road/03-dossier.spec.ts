import { expect, PHONE, test, TABLET } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

const CO_AUTHOR = "Phạm Văn Đức";

test("the author begins a dossier from the idea that entered the gold book", async ({ open, look, road }) => {
  const idea = road.at("applied");
  const page = await open("author", PHONE);
  await page.goto(`/app/y-tuong/${idea.id}`);
  await page.getByRole("link", { name: "Lập hồ sơ yêu cầu công nhận sáng kiến" }).click();
  await expect(page.locator("form")).toContainText(idea.title);
  await look(page, "03-new");
  await page.getByRole("button", { name: "Bắt đầu soạn" }).click();
  await expect(page.getByText(/Đã xong \d\/5 phần bắt buộc/).first()).toBeVisible();
  await look(page, "03-parts");
  const id = /ho-so\/([^/]+)\/soan/.exec(page.url())?.[1] ?? "";
  road.reach("dossier", { id });
});

test("she fills the parts, and the shares have to be a whole", async ({ open, look, road, call }) => {
  const { id } = road.at("dossier") as { id: string };
  const page = await open("author", TABLET);
  const next = page.getByRole("button", { name: "Lưu và tiếp tục" });
  await page.goto(`/app/ho-so/${id}/soan/ten`);
  await expect(page.getByLabel("Tên sáng kiến")).toHaveValue(road.at("applied").title);
  await page.getByLabel("Lĩnh vực áp dụng").selectOption({ label: "Y tế" });
  await page.getByLabel(/Giải pháp tác nghiệp/).check();
  await look(page, "03-name");
  await next.click();
  await expect(page).toHaveURL(/truoc-day/);
  await expect(page.getByLabel("Trước đây việc này được làm thế nào?")).toHaveValue(/trạm y tế/);
  await next.click();
  await expect(page).toHaveURL(/cach-lam/);
  await page.getByLabel("Cần gì để áp dụng").fill("Một tấm bảng và một nhóm Zalo của thôn.");
  await next.click();

  await expect(page).toHaveURL(/tac-gia/);
  await page.locator("#author-0-birth_date").fill("1988-02-05");
  await page.locator("#author-0-workplace_or_residence").fill("Thôn Đông Mai");
  await page.getByRole("button", { name: "Thêm tác giả" }).click();
  await page.locator("#author-1-full_name").fill(CO_AUTHOR);
  await page.locator("#author-1-birth_date").fill("1990-03-04");
  await page.locator("#author-1-workplace_or_residence").fill("Trạm Y tế xã Sơn Hồng");
  await page.locator("#author-0-share").fill("60");
  await page.locator("#author-1-share").fill("30");
  await expect(page.getByText("Tổng 90% — còn thiếu 10%")).toBeVisible();
  await look(page, "03-shares-short");
  await page.locator("#author-1-share").fill("40");
  await expect(page.getByText("Tổng 100%", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Chép đường dẫn" })).toBeVisible({ timeout: 20_000 });
  await look(page, "03-shares");
  await next.click();

  await expect(page).toHaveURL(/loi-ich/);
  await expect(page.getByLabel("Nhờ vậy điều gì tốt lên?")).toHaveValue(/lỡ mũi tiêm/);
  await page.getByLabel("Lợi ích xã hội").check();
  await next.click();
  await expect(page).toHaveURL(/ap-dung/);
  await page.goto(`/app/ho-so/${id}/soan`);
  await expect(page.getByText("Đã xong 5/5 phần bắt buộc").first()).toBeVisible();

  interface Kept {
    authors: { full_name: string; share: number; share_link?: string }[];
  }
  await expect
    .poll(async () =>
      (await call<Kept>("author", "GET", `/api/v1/dossiers/${id}`)).body.authors.map(({ share }) => share),
    )
    .toEqual([6000, 4000]);
  const { authors } = (await call<Kept>("author", "GET", `/api/v1/dossiers/${id}`)).body;
  const link = authors.find((author) => author.full_name === CO_AUTHOR)?.share_link;
  expect(link).toBeTruthy();
  road.reach("shareLink", link);
});

test("nothing is handed in while a co-author has not agreed", async ({ open, look, road }) => {
  const { id } = road.at("dossier") as { id: string };
  const page = await open("author", PHONE);
  await page.goto(`/app/ho-so/${id}/soan/kiem-tra`);
  await page.getByLabel(/Tôi xin cam đoan/).check();
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(page.getByRole("alert")).toContainText("Còn vài chỗ cần xong trước khi nộp");
  await look(page, "03-check-errors");
});

test("the co-author agrees behind a private link, without an account", async ({ open, look, road }) => {
  const page = await open("visitor", PHONE);
  await page.goto(road.at("shareLink") as string);
  await expect(page.getByText(`Chào ${CO_AUTHOR},`)).toBeVisible();
  await look(page, "03-share-link");
  await page.getByRole("button", { name: "Tôi đồng ý với 40%" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Cảm ơn bạn" })).toBeVisible();
  await look(page, "03-share-agreed");
});

test("she hands it in with the declaration and gets a receipt with the day of the answer", async ({
  open,
  look,
  road,
}) => {
  const { id } = road.at("dossier") as { id: string };
  const page = await open("author", PHONE);
  await page.goto(`/app/ho-so/${id}/soan/kiem-tra`);
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel(/Tôi xin cam đoan/).check();
  await page.getByRole("button", { name: "Nộp hồ sơ" }).click();
  await expect(page).toHaveURL(new RegExp(`/app/ho-so/${id}$`));
  await expect(page.getByText(/Giấy biên nhận .+, nhận lúc/)).toBeVisible();
  await expect(page.getByText("Đang ở bàn tiếp nhận")).toBeVisible();
  await expect(page.getByText(/^(Hạn \d|Còn \d+ ngày)/).first()).toBeVisible();
  await look(page, "03-receipt");
});

test("intake asks for a supplement once, and the author answers", async ({ open, look, road }) => {
  const { id } = road.at("dossier") as { id: string };
  const desk = await open("intake");
  await desk.goto("/app/ho-so");
  await expect(desk.locator(".task")).toHaveCount(1);
  await look(desk, "03-desk");
  await desk.getByRole("link", { name: road.at("applied").title }).click();
  await desk.getByRole("button", { name: "Yêu cầu bổ sung" }).click();
  const form = desk.getByRole("form", { name: "Yêu cầu bổ sung" });
  await form.getByRole("button", { name: "Yêu cầu bổ sung" }).click();
  await expect(desk.getByRole("alert")).toBeVisible();
  await desk.getByLabel("Thuộc phần").selectOption({ label: "Cách làm mới" });
  await desk.getByLabel("Còn thiếu hoặc chưa rõ điều gì").fill("Chưa nói ai nhắn tin và nhắn lúc nào.");
  await desk.getByLabel("Bạn hướng dẫn cách bổ sung").fill("Bạn viết thêm một câu ở phần Cách làm mới.");
  await look(desk, "03-supplement-request");
  await form.getByRole("button", { name: "Yêu cầu bổ sung" }).click();
  await expect(desk.getByText("Đang chờ tác giả")).toBeVisible();

  const page = await open("author", PHONE);
  await page.goto(`/app/ho-so/${id}/soan`);
  await expect(page.getByText("Cán bộ tiếp nhận nhờ bạn bổ sung:")).toBeVisible();
  await page.getByRole("link", { name: "3. Cách làm mới" }).click();
  const essence = page.getByLabel("Bây giờ bạn làm thế nào?");
  await essence.fill(`${await essence.inputValue()} Y tế thôn nhắn vào 19 giờ.`);
  await page.getByRole("button", { name: "Lưu và tiếp tục" }).click();
  await page.goto(`/app/ho-so/${id}/soan/kiem-tra`);
  await page.getByLabel("Chưa nói ai nhắn tin và nhắn lúc nào.").fill("Y tế thôn nhắn, trước hai ngày, lúc 19 giờ.");
  await page.getByLabel(/Tôi xin cam đoan/).check();
  await look(page, "03-supplement");
  await page.getByRole("button", { name: "Nộp bổ sung" }).click();
  await expect(page).toHaveURL(new RegExp(`/app/ho-so/${id}$`));
  await expect(page.getByText("Đang ở bàn tiếp nhận")).toBeVisible();
});

test("intake accepts, and the receipt can be printed", async ({ open, look, road, call }) => {
  const { id } = road.at("dossier") as { id: string };
  const page = await open("intake");
  await page.goto(`/app/ho-so/${id}`);
  await expect(page.getByText("Y tế thôn nhắn, trước hai ngày, lúc 19 giờ.").first()).toBeVisible();
  await page.getByRole("button", { name: "Chấp nhận đơn" }).click();
  await page.getByRole("form", { name: "Chấp nhận đơn" }).getByRole("button", { name: "Chấp nhận đơn" }).click();
  await expect(page.getByText("Đang ở thư ký hội đồng")).toBeVisible();
  await expect(page.getByText(/Kết quả công nhận chậm nhất ngày/)).toBeVisible();
  await look(page, "03-accepted");
  const paper = page.getByRole("link", { name: /Giấy biên nhận/ });
  await expect(async () => {
    await page.reload();
    await expect(paper).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  const printed = await page.request.get((await paper.getAttribute("href")) ?? "");
  expect(printed.headers()["content-type"]).toContain("application/pdf");
  expect((await printed.body()).subarray(0, 5).toString()).toBe("%PDF-");
  expect((await call<{ state: string }>("author", "GET", `/api/v1/dossiers/${id}`)).body.state).toBe("accepted");
});
