// What npm multilang-sentiment says of the texts of the languages it has lists for.
//   multilang.cjs TEXTS.jsonl OUT.jsonl     (NODE_PATH names the folder it is installed in)
const fs = require("fs");
const sentiment = require("multilang-sentiment");

const rows = fs
  .readFileSync(process.argv[2], "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line))
  .filter((row) => "sentiment" in row);
const ask = (row) => sentiment(row.text, row.lang).score;
rows.slice(0, 200).forEach(ask);
const began = process.cpuUsage();
const scores = rows.map(ask);
const spent = process.cpuUsage(began);
const lines = rows.map((row, at) => JSON.stringify({ id: row.id, tool: "multilang-sentiment", score: scores[at] }));
const perSecond = rows.length / ((spent.user + spent.system) / 1e6);
lines.push(JSON.stringify({ tool: "multilang-sentiment", per_second: perSecond }));
fs.writeFileSync(process.argv[3], lines.join("\n") + "\n");
