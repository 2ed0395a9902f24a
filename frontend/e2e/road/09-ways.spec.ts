import { expect, PHONE, test } from "../support/road.ts";

test.describe.configure({ mode: "serial" });

test("an idea is tried: planned, begun by the head of the unit, watched, and told honestly", async ({
  open,
  look,
  call,
  road,
}) => {
  const sent = await call<{ id: string; title: string; code: string; tracking_token: string }>(
    "visitor",
    "POST",
    "/api/v1/ideas",
    { body: { before: "Rau trên sân thượng trạm y tế hay héo vì quên tưới.", unit_id: road.at("village").id } },
  );
  const { id, title, code, tracking_token } = sent.body;
  await call("coordinator", "POST", `/api/v1/ideas/${id}/thanks`, {
    body: { words: "Cảm ơn bạn, trạm đang rất cần cách này." },
    version: 1,
  });
  const page = await open("coordinator", PHONE);
  await page.goto(`/app/y-tuong/${id}`);
  await page.getByText("Việc khác").click();
  await page.getByRole("button", { name: "Chuyển nơi phù hợp" }).click();
  await page.getByRole("button", { name: "Chuyển", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Nơi phù hợp");
  await look(page, "02-forward");
  await page.getByRole("button", { name: "Thôi" }).click();
  await page.getByText("Việc khác").click();
  await page.getByRole("button", { name: "Cho áp dụng thử" }).click();
  await page.getByLabel("Thử ở đâu").fill("Sân thượng trạm y tế");
  await page.getByLabel("Ai làm").fill("Chị Hoa và ba cháu học sinh");
  const until = new Date(Date.now() + 20 * 24 * 3_600_000).toISOString().slice(0, 10);
  await page.getByLabel("Thử đến hết ngày").fill(until);
  await look(page, "02-trial-plan");
  await page.getByRole("button", { name: "Gửi kế hoạch thử" }).click();
  await expect(page.getByText(/Kế hoạch chờ thủ trưởng đơn vị trả lời/)).toBeVisible();
  await look(page, "02-trial-waits");

  const head = await open("head");
  await head.goto("/app");
  await head.getByRole("link", { name: `Trả lời kế hoạch thử: ${title}` }).click();
  await head.getByRole("button", { name: "Đồng ý cho thử" }).click();
  await head.getByRole("button", { name: "Đồng ý cho thử" }).click();
  await expect(head.getByText("Đang áp dụng thử")).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: "Ghi điều thấy được" }).click();
  await page.getByLabel("Ngày thấy").fill(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10));
  await page.getByLabel("Điều thấy được").fill("Ba ngày đầu đất luôn ẩm, rau chưa héo.");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(page.getByText("Đã ghi vào nhật ký thử.")).toBeVisible();
  await look(page, "02-trial");
  const shown = await open("visitor", PHONE);
  await shown.goto(`/theo-doi/${code}/${tracking_token}`);
  await expect(shown.getByText("Ba ngày đầu đất luôn ẩm")).toBeVisible();
  await look(shown, "02-track-trial");

  await page.getByRole("button", { name: "Thử chưa thành" }).click();
  await page.getByLabel("Trước và sau khi thử").fill("Trước tưới tay, nay chai hay tắc nên vẫn phải tưới thêm.");
  await page.getByLabel("Lời của bạn gửi tác giả").fill("Cảm ơn bạn đã cho cả trạm cùng học được một điều.");
  await look(page, "02-trial-fail");
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  await expect(page.getByText("Đã ghi kết quả và cảm ơn tác giả.")).toBeVisible();
  await shown.reload();
  await expect(shown.locator("header .badge")).toHaveText("Thử chưa thành");
  await look(shown, "02-track-trial-failed");
});

test("a pupil's name waits for the mother, who answers on a page without JavaScript", async ({ open, look, call }) => {
  const pupil = {
    before: "Bút của cả lớp để lung tung.",
    proposal: "Em cắt vỏ chai làm hộp bút cho từng bàn.",
    author_kind: "student",
    author_name: "Lê Bé Ngoan",
    age: "from_7",
    name_public: true,
    guardian_name: "Lê Thị Mận",
    guardian_contact: "qua cô giáo chủ nhiệm",
  };
  const sent = await call<{ id: string; code: string; tracking_token: string }>("visitor", "POST", "/api/v1/ideas", {
    body: pupil,
  });
  const child = await open("visitor", PHONE);
  await child.goto(`/theo-doi/${sent.body.code}/${sent.body.tracking_token}`);
  await expect(child.getByText("Tên chưa hiện: còn chờ cha mẹ hoặc người giám hộ.")).toBeVisible();
  await look(child, "02-track-pupil");

  const desk = await open("coordinator");
  await desk.goto(`/app/y-tuong/${sent.body.id}`);
  const paper = desk.getByRole("link", { name: "Mở và in phiếu cho người giám hộ" });
  await expect(paper).toBeVisible();
  await look(desk, "02-guardian-desk");
  const link = new URL((await paper.getAttribute("href")) ?? "").pathname;

  const mother = await open("visitor", { ...PHONE }, { javaScriptEnabled: false });
  await mother.goto(link);
  await mother.getByRole("button", { name: "Gửi ý kiến" }).click();
  await expect(mother.getByRole("alert")).toContainText("Hiện tên con");
  await mother.getByLabel("Tôi đồng ý hiện tên con ở trang công khai.").check();
  await mother.getByLabel("Không hiện ảnh.").check();
  await mother.getByLabel("Tôi đồng ý kể câu chuyện này ở trang công khai").check();
  await mother.getByRole("button", { name: "Gửi ý kiến" }).click();
  await expect(mother.getByText("Đã ghi nhận ý kiến của anh chị.")).toBeVisible();
  const shown = await open("visitor", PHONE);
  await shown.goto(link);
  await look(shown, "02-guardian");
  await child.reload();
  await expect(child.getByText("Tên được hiện.")).toBeVisible();
  await child.getByRole("button", { name: "Không hiện tên nữa" }).click();
  await expect(child.getByText("Tên không hiện: trang công khai chỉ ghi là người kể.")).toBeVisible();
});
