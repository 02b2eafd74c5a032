// OpenAI's own Node client, unchanged, against the service:  node openai_client.mjs CLIENT_FOLDER BASE_URL KEY SPEECH.wav
import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

const [folder, baseURL, apiKey, speech] = process.argv.slice(2);
const { default: OpenAI, toFile } = createRequire(folder + '/')('openai');
const { version } = JSON.parse(readFileSync(folder + '/node_modules/openai/package.json', 'utf8'));
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 120_000 });
const ask = [{ role: 'user', content: 'What is the capital of France?' }];

const models = (await client.models.list()).data.map((model) => model.id).sort();
assert.deepEqual(models, ['minilm', 'silero', 'smollm2', 'whisper-1']);

const answer = await client.chat.completions.create({ model: 'smollm2', messages: ask, temperature: 0, max_tokens: 30 });
assert.match(answer.choices[0].message.content, /Paris/);
assert.equal(answer.choices[0].finish_reason, 'stop');

let text = '', finish = null, usage = null;
const stream = await client.chat.completions.create({
  model: 'smollm2', messages: ask, temperature: 0, max_tokens: 5, stream: true, stream_options: { include_usage: true } });
for await (const chunk of stream) {
  usage = chunk.usage ?? usage;
  for (const choice of chunk.choices) {
    text += choice.delta.content ?? '';
    finish = choice.finish_reason ?? finish;
  }
}
assert.ok(text);
assert.equal(finish, 'length');
assert.equal(usage.completion_tokens, 5);

const question = { model: 'smollm2', prompt: 'The capital of France is', temperature: 0, max_tokens: 8 };
const continued = await client.completions.create(question);
assert.equal(continued.object, 'text_completion');
assert.match(continued.choices[0].text, /Paris/);
let pieces = '';
for await (const chunk of await client.completions.create({ ...question, stream: true })) pieces += chunk.choices[0].text;
assert.equal(pieces, continued.choices[0].text);

const embedded = await client.embeddings.create({ model: 'minilm', input: ['dor no peito', 'fever'] });
assert.equal(embedded.data.length, 2);
assert.equal(embedded.data[1].embedding.length, 384);
assert.ok(Math.abs(embedded.data[0].embedding.reduce((sum, value) => sum + value * value, 0) - 1) < 1e-3);

const said = await client.audio.transcriptions.create({ model: 'whisper-1', file: createReadStream(speech) });
assert.match(said.text.toLowerCase(), /fail better/);
for (const chunking_strategy of ['auto', { type: 'server_vad', threshold: 0.6, prefix_padding_ms: 300, silence_duration_ms: 500 }]) {
  const cut = await client.audio.transcriptions.create({ model: 'whisper-1', file: createReadStream(speech), chunking_strategy });
  assert.match(cut.text.toLowerCase(), /fail better/);
}

async function refused(kind, param, call) {
  await assert.rejects(call, (error) => error instanceof kind && error.param === param || assert.fail(String(error)));
}
const unknown = new OpenAI({ baseURL, apiKey: 'an-unknown-key', maxRetries: 0, timeout: 120_000 });
await refused(OpenAI.AuthenticationError, null, () => unknown.models.list());
await refused(OpenAI.NotFoundError, 'model', () => client.chat.completions.create({ model: 'none', messages: ask }));
await refused(OpenAI.BadRequestError, 'messages', () => client.chat.completions.create({ model: 'smollm2', messages: [] }));
await refused(OpenAI.BadRequestError, 'temperature', () => client.chat.completions.create({ model: 'smollm2', messages: ask, temperature: 9 }));
await refused(OpenAI.BadRequestError, 'prompt', () => client.completions.create({ model: 'smollm2', prompt: '' }));
await refused(OpenAI.BadRequestError, 'input', () => client.embeddings.create({ model: 'minilm', input: [] }));
await refused(OpenAI.BadRequestError, 'file', async () => client.audio.transcriptions.create({
  model: 'whisper-1', file: await toFile(Readable.from('not audio'), 'a.wav') }));
console.log('openai', version, 'passed');
