// Writes one line for each case: how it is to be read, the path as an HTTP client sends it, what it shall mean.
import { createRequire } from "node:module";
import { cases } from "./cases.mjs";

const require = createRequire(import.meta.url);
const { generateImageUrl } = require("@imgproxy/imgproxy-node");
const { generateUrl } = require("@imgproxy/imgproxy-js-core");

const KEY = "943b421c9eb07c830af81030552c86009268de4e532ba2ee2eab8247c6da0881";
const SALT = "520f986b998537b4785e3defa4f3f79bca7e45dc8c5bcb1e5f8f4e8f1f4d5a0b";
const ENCRYPTION_KEY = "1eb5b0e971ad7f45324c1bb15c947cb207c43152fa5c6c7f35c4f36e0c18e0f1";
const VECTOR = "a79563a2b35d86cee6451c3c800f535a";

function written(one, form, signed) {
  if (one.onlyPresets) {
    return "/img/insecure" + generateUrl({ value: one.source, type: "plain" }, one.options, { onlyPresets: true });
  }
  return generateImageUrl({
    endpoint: "/img",
    url: { value: one.source, displayAs: form },
    options: one.options,
    ...(signed ? { key: KEY, salt: SALT } : {}),
    ...(form === "encrypted" ? { encryptKey: ENCRYPTION_KEY, encryptIV: VECTOR } : {}),
  });
}

for (const one of cases) {
  for (const form of one.forms ?? ["plain", "base64"]) {
    for (const signed of one.onlyPresets ? [false] : [true, false]) {
      const sent = new URL("http://localhost" + written(one, form, signed)).pathname;
      const reading = one.onlyPresets ? "presets" : signed ? "signed" : "unsigned";
      console.log([reading, sent, one.refusal ? "refusal" : "meaning", one.refusal ?? one.meaning].join("\t"));
    }
  }
}
