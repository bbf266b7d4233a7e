// What an application would do with the official client; writes what it saw as JSON for the test to judge.
import { writeFileSync } from "node:fs";
import OpenAI from "openai";

const [baseURL, out] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: "not-asked-for", maxRetries: 0, timeout: 60_000 });
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const seen = {};

const models = [];
for await (const model of client.models.list()) models.push(model.id);
seen.models = models;
seen.model = await client.models.retrieve("maestro/scripted");

seen.completion = await client.chat.completions.create({
  model: "maestro",
  messages: [
    {
      role: "user",
      content: [
        { type: "text", text: "What is the answer?" },
        { type: "image_url", image_url: { url: `data:image/png;base64,${pixel}` } },
      ],
    },
  ],
  temperature: 0,
  maestro: { budget: { maxSteps: 2 }, deadlineMillis: 30_000 },
});

const streamed = { text: "" };
const stream = await client.chat.completions.create({
  model: "maestro/scripted",
  messages: [{ role: "user", content: "What is the answer?" }],
  stream: true,
  stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  streamed.text += chunk.choices[0]?.delta?.content ?? "";
  streamed.finish = chunk.choices[0]?.finish_reason ?? streamed.finish;
  streamed.episodeId = chunk.maestro?.episodeId ?? streamed.episodeId;
  streamed.usage = chunk.usage ?? streamed.usage;
}
seen.streamed = streamed;

seen.conversation = await client.chat.completions.create({
  model: "maestro",
  messages: [
    { role: "system", content: "Answer with a number." },
    { role: "user", content: "Do you know the answer?" },
    { role: "assistant", content: "Yes." },
    { role: "user", content: "What is it?" },
  ],
});

const question = { model: "maestro", messages: [{ role: "user", content: "What is the answer, twice?" }] };
const sameKey = { headers: { "Idempotency-Key": "one-and-the-same" } };
seen.repeated = await client.chat.completions.create(question, sameKey);
seen.repeatedAgain = await client.chat.completions.create(question, sameKey);

async function failure(request) {
  try {
    await client.chat.completions.create(request);
    return { class: "none" };
  } catch (error) {
    return { class: error.constructor.name, code: error.code, param: error.param, message: error.message };
  }
}
seen.unknownModel = await failure({ ...question, model: "gpt-5" });
seen.tools = await failure({ ...question, tools: [{ type: "function", function: { name: "f" } }] });
seen.brokenImage = await failure({
  model: "maestro",
  messages: [
    { role: "user", content: [{ type: "text", text: "What is it?" }, { type: "image_url", image_url: { url: "data:image/png;base64,bm8=" } }] },
  ],
});

writeFileSync(out, JSON.stringify(seen));
