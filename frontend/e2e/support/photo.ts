import type { Page } from "@playwright/test";

export interface Photo {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/**
 * A photo as a telephone takes it: a JPEG with the place it was taken at written beside the pixels. It shows a board
 * with a schedule on a wall, so that the pages look as they will with real ones.
 */
export async function photo(page: Page, name: string): Promise<Photo> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 2000;
    canvas.height = 1500;
    const pen = canvas.getContext("2d");
    if (!pen) return "";
    const box = (colour: string, x: number, y: number, width: number, height: number) => {
      pen.fillStyle = colour;
      pen.fillRect(x, y, width, height);
    };
    box("#e9dfc7", 0, 0, 2000, 1500);
    box("#8fa66b", 0, 1250, 2000, 250);
    box("#5b3a21", 430, 200, 1140, 900);
    box("#fbfaf4", 470, 240, 1060, 820);
    box("#9f1d20", 470, 240, 1060, 130);
    for (let row = 0; row < 6; row++) {
      box("#d8d4c4", 520, 430 + row * 105, 960, 4);
      box("#3d4a5c", 540, 455 + row * 105, 180, 40);
      box("#8994a3", 780, 455 + row * 105, 420 + ((row * 137) % 240), 40);
    }
    return canvas.toDataURL("image/jpeg", 0.9);
  });
  const plain = Buffer.from(drawn.slice(drawn.indexOf(",") + 1), "base64");
  return {
    name,
    mimeType: "image/jpeg",
    buffer: Buffer.concat([plain.subarray(0, 2), place(), plain.subarray(2)]),
  };
}

/** An EXIF segment (APP1) with latitude 18° N in a GPS directory, as cameras write it. */
function place(): Buffer {
  const tiff = Buffer.alloc(80);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  // The only entry of the first directory points at the GPS directory.
  tiff.writeUInt16BE(1, 8);
  entry(tiff, 10, 0x8825, 4, 1, 26);
  tiff.writeUInt16BE(2, 26);
  entry(tiff, 28, 0x0001, 2, 2, 0x4e000000);
  entry(tiff, 40, 0x0002, 5, 3, 56);
  for (const [at, number] of [18, 1, 20, 1, 0, 1].entries()) tiff.writeUInt32BE(number, 56 + at * 4);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function entry(into: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  into.writeUInt16BE(tag, at);
  into.writeUInt16BE(type, at + 2);
  into.writeUInt32BE(count, at + 4);
  into.writeUInt32BE(value >>> 0, at + 8);
}
