/** Longest side of a photo that is sent, in pixels. */
const LONGEST = 1600;
const QUALITY = 0.8;

/**
 * Makes a photo small enough for a slow network and drops what the camera wrote beside the pixels, the place included.
 *
 * @throws when the browser cannot read the file as a picture
 */
export async function shrinkPhoto(file: File): Promise<File> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no canvas");
  // A transparent drawing would turn black in JPEG.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, "image/jpeg", QUALITY);
  });
  if (!blob) throw new Error("no picture");
  const name = file.name.replace(/\.[^.]*$/, "") || "anh";
  return new File([blob], `${name}.jpg`, { type: "image/jpeg" });
}
