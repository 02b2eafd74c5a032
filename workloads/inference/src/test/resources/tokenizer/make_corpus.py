#!/usr/bin/env python3
"""Writes corpus.jsonl: texts with the ids that Hugging Face's own tokenizers library gives them, for TextTokenizerIT.

    pip install tokenizers==0.23.3
    python3 make_corpus.py ../../../../target/models/minilm.zip > corpus.jsonl

Truncation and padding are off: the service refuses a text that is too long instead of cutting it.
"""
import json, random, sys, zipfile
from tokenizers import Tokenizer

TEXTS = """
The patient has a fever
Dor no peito há 2 h, irradiando para o braço esquerdo; náusea e sudorese.
PA 160/95 mmHg, FC 110 bpm, SpO₂ 89 %, T 38,5 °C
Losartana 50 mg 12/12h + AAS 100mg 1x/dia (alergia: penicilina, "dipirona")
ALERGIA: PENICILINA – ANAFILAXIA EM 03/2019
Não há sinais de TVP; Homans (-)
hba1c=7.9%; creatinina 1,4 mg/dL -> clearance ~58 mL/min
CID-10 I21.9, J45.901, E11.65
https://hospital.local/pacientes?id=42&aba=exames#rx_torax
joao.silva+teste@hospital.org.br
snake_case camelCase kebab-case don't can't o'clock
naïve façade Ångström İstanbul ISTANBUL ıI ﬁne ﬂow ½ ² Ⅷ ㎎
straße STRASSE ẞ ΟΔΥΣΣΕΥΣ Σίσυφος σς
Übergrößenträger 𝒽𝑒𝓁𝓁𝑜 ｆｕｌｌｗｉｄｔｈ １２３
中文测试 患者发烧 東京タワー かな カナ 한국어 환자
हृदय रोग ไข้สูง عنده حمى שלום Привет мир Ёлка й
🩺💊👩‍⚕️🇧🇷 ok 👍🏽
[CLS] [SEP] [MASK] [UNK] [PAD]
a [MASK] b [mask] [MASKED] x[SEP]y
## ##ing un##known
   spaces    and	tabs
  	
a . b , c ; d : e ! f ? g … h — i – j ‐ k
$100 €50 £20 ¥5 ^~`| <tag/> {x} \\ 1+1=2 ©®™ §¶
2.5e-3 0x1F 1,000,000.00 12:34:56 2026-11-30
""".strip("\n").split("\n") + [
    "", " ", "\n", "a\u0000b", "a\u0001b\u007fc\u0080d", "zero\u200bwidth\u200djoin\ufeffbom", "soft\u00adhyphen",
    "no\u00a0break\u2003em\u3000ideographic\u2028line\u2029paragraph", "tab\there\r\nnew line\x0bvt\x0cff\x85nel",
    "e\u0301 composed \u00e9 a\u0300\u0316 \u0345 n\u0303ao", "\ufffd replacement \ufffd", "\u0130\u0131 \u01c5 \u1e9e",
    "x" * 100, "x" * 101, "antidisestablishmentarianism" * 4, "fever " * 200, "pneumoultramicroscopicossilicovulcanoconiose",
    "\U00020000\U0002a700\u3400\uf900 rare ideographs", "\u0d4d\u0300\u20dd marks", "private \ue000 use \U000f0000",
]


def generated(random):
    """Texts of letters, marks, signs, spaces and controls of many scripts, mixed."""
    ranges = [(0x20, 0x7e), (0x20, 0x7e), (0xa0, 0x17f), (0x300, 0x36f), (0x370, 0x52f), (0x590, 0x6ff), (0x900, 0x97f), (0x1e00, 0x1fff),
              (0x2000, 0x206f), (0x20a0, 0x20bf), (0x2100, 0x214f), (0x3000, 0x30ff), (0x4e00, 0x4e80), (0xac00, 0xac80), (0xff00, 0xffef), (0x1f300, 0x1f5ff), (0, 0x1f)]
    for _ in range(150):
        yield "".join(chr(random.randint(*random.choice(ranges))) for _ in range(random.randint(1, 24)))


def main():
    with zipfile.ZipFile(sys.argv[1]) as archive:
        name = next(n for n in archive.namelist() if n.endswith("tokenizer.json"))
        tokenizer = Tokenizer.from_str(archive.read(name).decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for text in TEXTS + list(generated(random.Random(2026))):
        print(json.dumps({"text": text, "ids": tokenizer.encode(text).ids}, separators=(",", ":")))


if __name__ == "__main__":
    main()
