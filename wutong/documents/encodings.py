"""Which encoding a text is in. Labels lie and short texts are many, so candidates are decoded and weighed."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Iterator

_BOMS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16")]  # fmt: skip
SAMPLE = 20_000  # bytes weighed; the whole text is decoded with the winner
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\v") | {127})
# The commonest Han characters of office prose: what a wrong decoding hits only by chance.
_COMMON_HAN = set(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全"
    "表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料"
    "象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取"
    "据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身"
    "车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低"
    "持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候"
    "毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严负责函回单位项目合作国家拟需求经费联系"
    "电话邮箱姓名万元实验室培训技术转移园区农业能源交通医疗卫生环境海洋材料航天灾害信息通信"
)
_CYRILLIC_BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_PAIRS = (
    "стноентонаовниравокоаллипореоспррогоертьетеснеанолортитеинотатомкадедалаилтасолоитваелзакириобедннле"
    "емихымойыйаяиеийвеактрскссватудомимеивичциияиюбоейезисмомамуциелльнтамкувыбурязиэннсек"
)
_CYRILLIC_PAIRS = {_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2)}  # the commonest neighbours in Russian words
_ODD_IN_UTF8 = re.compile(
    r"[\u0100-\u036f\u0460-\u0489\u0530-\u05ff\u0700-\u07ff]"
)  # two-byte sequences that spell nothing here
_CYRILLIC_WORD = re.compile(r"[A-Za-z]*[А-яЁё][A-Za-zА-яЁё]*")
_WORD_SHAPE = re.compile(r"^(?:[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+)$")
_EVERYDAY = re.compile(r"[ -~\t\r\nÀ-ÿА-яЁё，。、；：？！（）《》“”‘’—…\u3000]")
_LATIN_PAIR = re.compile(r"[A-Za-zÀ-ÿ]")


def decode(data: bytes, label: str | None = None) -> tuple[str, str]:
    """The text and the encoding it was read with. Never fails: what no encoding explains is marked with U+FFFD.

    label: what a header claims; believed when the bytes bear it out (GB2312 and GBK are read as GB18030).
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.removeprefix(codecs.BOM_UTF8).decode(encoding, "replace"), encoding
    if label and (text := _as_labelled(data, label)) is not None:
        return text, _superset(label)
    encoding = detect(data)
    return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding


def detect(data: bytes) -> str:
    """The most plausible encoding of a text without a byte order mark."""
    sample = data[:SAMPLE]
    if wide := _wide(sample):
        return wide
    if _is_utf8(data) and not _is_han_by_chance_utf8(sample):
        return "utf-8"
    weighed = [(_weight(sample, encoding, weigh) + prior, encoding) for encoding, prior, weigh in _CANDIDATES]
    weight, encoding = max(weighed)
    if weight > 0:
        return encoding
    return "utf-8" if _mostly_utf8(sample) else "gb18030"


def file_name(name: str) -> str:
    """The name of a file on disk as text for screens, JSON and databases: what is no UTF-8 was written in another
    encoding, mostly GBK."""
    try:
        return name.encode("utf-8").decode("utf-8")
    except UnicodeEncodeError:
        stored = os.fsencode(name)
        return stored.decode(detect(stored), "replace")


def is_text(data: bytes) -> bool:
    """False for binary data: control characters that no text holds, unless it is a text of 16-bit characters."""
    sample = data[:4096]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _wide(sample):
        return True
    return sum(sample.count(control) for control in _CONTROL) * 200 <= len(sample)


def _as_labelled(data: bytes, label: str) -> str | None:
    encoding = _superset(label)
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    told_wrong = encoding in ("us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252", "cp1252")
    return None if told_wrong and not data.isascii() else text


def _superset(label: str) -> str:
    name = label.strip().strip("\"'").lower()
    return "gb18030" if name.replace("_", "-") in ("gb2312", "gbk", "gb-2312", "x-gbk", "cp936", "gb18030") else name


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: its spaces and line ends leave zero bytes, and one byte order makes sense of the rest."""
    if 0 not in sample:
        return None
    pairs = sample[: len(sample) // 2 * 2]
    sense, encoding = max((_sense(pairs, encoding), encoding) for encoding in ("utf-16-le", "utf-16-be"))
    return encoding if sense > 0.8 else None


def _sense(data: bytes, encoding: str) -> float:
    """The share of characters that everyday text is made of; 0 when it does not decode."""
    try:
        text = data.decode(encoding)[:1000]
    except UnicodeDecodeError:
        return 0.0
    return sum(bool(_EVERYDAY.match(char)) or _first_level(char) for char in text) / max(len(text), 1)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:  # a text cut within its last character is whole enough
        return error.start >= len(data) - 3 and not data[: error.start].isascii() and error.start > 20
    return True


def _is_han_by_chance_utf8(sample: bytes) -> bool:
    """True for short Chinese such as 模式 whose GBK bytes happen to be UTF-8 of letters no office uses."""
    odd = len(sample) < 200 and _ODD_IN_UTF8.search(sample.decode("utf-8", "replace"))
    return bool(odd) and _weight(sample, "gb18030", _han) > 0.5


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    return text.count("\ufffd") * 20 < sum(char > "\x7f" for char in text)


def _weight(sample: bytes, encoding: str, weigh: Callable[[str], Iterator[float]]) -> float:
    """Mean plausibility of the non-ASCII characters, from -1 to 1; -1 when the bytes are no such encoding."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 3:
            return -1.0
        text = sample[: error.start].decode(encoding)
    weights = list(weigh(text))
    return sum(weights) / len(weights) if weights else -1.0


def _han(text: str) -> Iterator[float]:
    for char in text:
        if char in _COMMON_HAN:
            yield 1.0
        elif "\u4e00" <= char <= "\u9fff":
            yield 0.25 if _first_level(char) else -0.7
        elif char in "，。、；：？！（）《》“”‘’—…·【】\u3000「」％℃①②③④⑤⑥⑦⑧⑨⑩" or "！" <= char <= "～":
            yield 0.9
        elif char > "\x7f":
            yield -0.8


def _first_level(char: str) -> bool:
    """True for the 3,755 everyday characters that GB 2312 puts first."""
    if not "\u4e00" <= char <= "\u9fff":
        return False
    stored = char.encode("gb18030")
    return len(stored) == 2 and 0xB0 <= stored[0] <= 0xD7 and stored[1] >= 0xA1


def _cyrillic(text: str) -> Iterator[float]:
    rest = _CYRILLIC_WORD.sub(" ", text)
    yield from (-0.8 if char not in "«»№—–“”„…\xa0" else 0.2 for char in rest if char > "\x7f")
    for word in _CYRILLIC_WORD.findall(text):
        shape = _shape(word)
        for at, letter in enumerate(word):
            if letter > "\x7f":
                usual = word[at : at + 2].lower() in _CYRILLIC_PAIRS or at + 1 == len(word)
                yield shape * _rank(letter) * (1 if usual else 0.6) if shape > 0 else shape


def _shape(word: str) -> float:
    """How much a word looks written by hand: lower case most, capitals less, mixed case or alphabets not at all."""
    if not _WORD_SHAPE.match(word):
        return -0.5
    return 1.0 if word[1:].islower() or (len(word) == 1 and word.islower()) else 0.7


def _rank(letter: str) -> float:
    """1 for the commonest Russian letter down to 0 for the rarest."""
    return 1 - max(_CYRILLIC_BY_FREQUENCY.find(letter.lower()), 0) / len(_CYRILLIC_BY_FREQUENCY)


def _latin(text: str) -> Iterator[float]:
    for at, char in enumerate(text):
        if char > "\x7f":
            beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
            yield 0.55 if _LATIN_PAIR.match(char) and all(map(_latin_beside, beside)) else -0.3


def _latin_beside(char: str) -> bool:
    return char < "\x80"


# The number is how far an encoding is preferred when a few letters leave it open.
_CANDIDATES: list[tuple[str, float, Callable[[str], Iterator[float]]]] = [
    ("gb18030", 0.1, _han),
    ("cp1251", 0.1, _cyrillic),
    ("koi8-r", 0.0, _cyrillic),
    ("cp866", -0.1, _cyrillic),
    ("cp1252", 0.0, _latin),
]
