import assert from "node:assert/strict";
import { test } from "node:test";
import { STRENGTH, shadeOf, shareAtZoom } from "../../geo/frontend/frame/relief.js";

test("the relief is whole up to one zoom, gone from another on, and fades between", () => {
  const picture = { full_zoom: 6, gone_zoom: 7.5 };
  const shares = [2, 4.5, 6, 6.5, 7, 7.5, 8, 17].map((zoom) => shareAtZoom(zoom, picture));
  assert.deepEqual(shares.slice(0, 3), [1, 1, 1]);
  assert.ok(shares[3] < 1 && shares[4] < shares[3] && shares[4] > 0);
  assert.deepEqual(shares.slice(5), [0, 0, 0]);
});

test("flat ground is left as it is, also where compression made it uneven", () => {
  for (const grey of [126, 127, 128, 129, 130]) assert.equal(shadeOf(grey)[3], 0);
});

test("slopes are dark in the shade, light in the sun, the more the steeper", () => {
  const luminance = (/** @type {number} */ grey) => shadeOf(grey)[0];
  assert.ok(luminance(60) < 128 && luminance(200) > 128);
  const alphas = (/** @type {number[]} */ ...greys) => greys.map((grey) => shadeOf(grey)[3]);
  for (const way of [alphas(120, 104, 88, 72, 46), alphas(136, 152, 168, 184, 210)]) {
    assert.deepEqual(
      way,
      [...way].sort((a, b) => a - b),
    );
    assert.equal(new Set(way).size, 5);
    assert.ok(way.every((alpha) => alpha > 0 && alpha < 160));
  }
  assert.deepEqual(alphas(0, 255), alphas(44, 212));
});

test("the relief is muted in both themes", () => {
  assert.deepEqual(Object.keys(STRENGTH).sort(), ["dark", "light"]);
  for (const strength of Object.values(STRENGTH)) assert.ok(strength > 0.2 && strength < 0.7);
});
