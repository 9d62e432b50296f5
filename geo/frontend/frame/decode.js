/* What the server packs, unpacked: lines as differences of integers, and a bit a project. */

/**
 * One row of the file of lines: position of the project, accuracy, L for a line or A for an area,
 * its numbers or its rings.
 * @typedef {[number, string, "L", number[]] | [number, string, "A", number[][]]} Row
 */

/** @typedef {{ decimals: number, lines: Row[] }} PackedLines */

/** @typedef {[latitude: number, longitude: number]} LatLng */

/**
 * Points from differences of integers, longitude first, in units of 10^-decimals degrees.
 *
 * @param {number[]} numbers
 * @param {number} decimals
 * @returns {LatLng[]}
 */
export function decodeLine(numbers, decimals) {
  const scale = 10 ** -decimals;
  /** @type {LatLng[]} */
  const points = new Array(numbers.length / 2);
  let [x, y] = [0, 0];
  for (let i = 0; i < points.length; i++) {
    x += numbers[2 * i];
    y += numbers[2 * i + 1];
    points[i] = [y * scale, x * scale];
  }
  return points;
}

/**
 * The points of a row: of its line, or of each ring of its area.
 *
 * @param {Row} row
 * @param {number} decimals
 * @returns {LatLng[] | LatLng[][]}
 */
export function decodeRow(row, decimals) {
  return row[2] === "A" ? row[3].map((ring) => decodeLine(ring, decimals)) : decodeLine(row[3], decimals);
}

/**
 * Bits, the highest of a byte first, from deflated bytes in base 64.
 *
 * @param {string} text
 * @param {number} length how many bits there are
 * @returns {Promise<number[]>} 0 or 1
 */
export async function decodeMask(text, length) {
  const packed = new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);
  const opened = packed.stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(opened).arrayBuffer());
  return Array.from({ length }, (_, i) => (bytes[i >> 3] >> (7 - (i & 7))) & 1);
}
