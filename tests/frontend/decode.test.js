import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { decodeLine, decodeMask, decodeRow } from "../../geo/frontend/frame/decode.js";

test("differences of integers become latitude and longitude", () => {
  const points = decodeLine([74600, 42870, 10, -5, 0, 5], 3);
  const expected = [
    [42.87, 74.6],
    [42.865, 74.61],
    [42.87, 74.61],
  ];
  points.forEach((point, n) => {
    assert.ok(Math.abs(point[0] - expected[n][0]) < 1e-9 && Math.abs(point[1] - expected[n][1]) < 1e-9);
  });
  assert.equal(points.length, 3);
});

test("an area has its rings", () => {
  const rings = decodeRow(
    [
      0,
      "given",
      "A",
      [
        [0, 0, 1, 1],
        [5, 5],
      ],
    ],
    0,
  );
  assert.deepEqual(rings, [
    [
      [0, 0],
      [1, 1],
    ],
    [[5, 5]],
  ]);
  assert.deepEqual(decodeRow([0, "given", "L", [1, 2]], 0), [[2, 1]]);
});

for (const length of [0, 1, 7, 8, 9, 27, 1000]) {
  test(`a mask of ${length} bits comes back`, async () => {
    const bits = Array.from({ length }, (_, n) => Number(n % 3 === 0 || n === length - 1));
    const bytes = new Uint8Array(Math.ceil(length / 8));
    bits.forEach((bit, n) => {
      bytes[n >> 3] |= bit << (7 - (n & 7));
    });
    assert.deepEqual(await decodeMask(deflateRawSync(bytes).toString("base64"), length), bits);
  });
}
