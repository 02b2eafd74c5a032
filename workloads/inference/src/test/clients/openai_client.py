"""OpenAI's own Python client, unchanged, against the service:  openai_client.py BASE_URL KEY SPEECH.wav"""
import io
import sys
import wave

import openai

base, key, speech = sys.argv[1:4]
client = openai.OpenAI(base_url=base, api_key=key, max_retries=0, timeout=120)
ask = [{"role": "user", "content": "What is the capital of France?"}]

assert {m.id for m in client.models.list()} == {"smollm2", "whisper-1", "minilm", "silero"}

answer = client.chat.completions.create(model="smollm2", messages=ask, temperature=0, max_tokens=30)
assert "Paris" in answer.choices[0].message.content, answer
assert answer.choices[0].finish_reason == "stop", answer
assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens, answer.usage

text, finish, usage, roles = "", None, None, []
for chunk in client.chat.completions.create(
        model="smollm2", messages=ask, temperature=0, max_tokens=5, stream=True, stream_options={"include_usage": True}):
    if chunk.usage:
        usage = chunk.usage
    for choice in chunk.choices:
        text += choice.delta.content or ""
        finish = choice.finish_reason or finish
        if choice.delta.role:
            roles.append(choice.delta.role)
assert text and finish == "length" and usage.completion_tokens == 5 and roles == ["assistant"], (text, finish, usage, roles)

continued = client.completions.create(model="smollm2", prompt="The capital of France is", temperature=0, max_tokens=8)
assert continued.object == "text_completion" and "Paris" in continued.choices[0].text, continued
assert "".join(chunk.choices[0].text for chunk in client.completions.create(
    model="smollm2", prompt="The capital of France is", temperature=0, max_tokens=8, stream=True)) == continued.choices[0].text
assert client.completions.create(
    model="smollm2", prompt=["Two and two"], max_tokens=1, echo=True).choices[0].text.startswith("Two and two")

embedded = client.embeddings.create(model="minilm", input=["dor no peito", "fever"])
assert [len(item.embedding) for item in embedded.data] == [384, 384], embedded
assert abs(sum(value * value for value in embedded.data[0].embedding) - 1) < 1e-3
assert len(client.embeddings.create(model="minilm", input="fever", encoding_format="float").data[0].embedding) == 384

with open(speech, "rb") as audio:
    assert "fail better" in client.audio.transcriptions.create(model="whisper-1", file=audio).text.lower()
with open(speech, "rb") as audio:
    verbose = client.audio.transcriptions.create(model="whisper-1", file=audio, response_format="verbose_json")
    assert 9 < float(verbose.duration) < 11 and verbose.segments, verbose


silence = io.BytesIO()
with wave.open(silence, "wb") as out:
    out.setnchannels(1), out.setsampwidth(2), out.setframerate(16000), out.writeframes(bytes(2 * 16000 * 6))
hear = lambda **how: client.audio.transcriptions.create(model="whisper-1", file=("a.wav", silence.getvalue()), **how).text
assert hear() == "" and hear(chunking_strategy="auto") == "" and hear(extra_body={"vad_filter": True}) == ""
assert hear(chunking_strategy={"type": "server_vad", "threshold": 0.6, "silence_duration_ms": 500}) == ""
assert hear(extra_body={"vad_filter": False}) != "", "what the model hears in silence"


def refused(error, param, call):
    try:
        call()
    except error as refusal:
        assert refusal.param == param, refusal
        return
    raise AssertionError(f"not refused with {error.__name__}")


unknown = openai.OpenAI(base_url=base, api_key="an-unknown-key", max_retries=0, timeout=120)
refused(openai.AuthenticationError, None, lambda: unknown.models.list())
refused(openai.NotFoundError, "model", lambda: client.chat.completions.create(model="none", messages=ask))
refused(openai.BadRequestError, "messages", lambda: client.chat.completions.create(model="smollm2", messages=[]))
refused(openai.BadRequestError, "messages", lambda: client.chat.completions.create(
    model="smollm2", messages=[{"role": "user", "content": "x " * 5000}]))
refused(openai.BadRequestError, "temperature", lambda: client.chat.completions.create(
    model="smollm2", messages=ask, temperature=9))
refused(openai.BadRequestError, "prompt", lambda: client.completions.create(model="smollm2", prompt="x " * 5000))
refused(openai.BadRequestError, "best_of", lambda: client.completions.create(model="smollm2", prompt="x", best_of=3))
refused(openai.BadRequestError, "file", lambda: client.audio.transcriptions.create(
    model="whisper-1", file=("a.wav", b"not audio")))
refused(openai.BadRequestError, "input", lambda: client.embeddings.create(model="minilm", input=[]))
print("openai", openai.__version__, "passed")
