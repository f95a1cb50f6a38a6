"""Languages: told by script and small words; coverage said honestly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.matching import coverage, detect_language
from wutong.matching.languages import UNKNOWN, script_of

from_each = [
    ("zh", "与泰国共建铁路联合实验室"),
    ("zh", "与俄罗斯合作研发LNG超低温储罐"),
    ("zh", "與緬甸共建地震監測台站"),
    ("en", "Joint laboratory for railways with Thailand"),
    ("ru", "Создание совместной лаборатории с Китаем по вопросам экологии"),
    ("uk", "Створення спільної лабораторії та навчання фахівців"),
    ("be", "Стварэнне сумеснай лабараторыі для вывучэння клімату і ўмоў"),
    ("kk", "Бірлескен зертхана құру және ғылыми зерттеу"),
    ("ky", "Биргелешкен лаборатория түзүү жана өнүктүрүү үчүн"),
    ("tg", "Таъсиси озмоишгоҳи муштарак бо Чин барои ҳамкорӣ"),
    ("mn", "Хамтарсан лаборатори байгуулах"),
    ("uz", "Қўшма лаборатория ташкил этиш ва ўқитиш"),
    ("uz", "Qo‘shma laboratoriya va o‘quv markazi"),
    ("fr", "Création d'un laboratoire commun avec la Chine"),
    ("es", "Creación de un laboratorio conjunto para la energía"),
    ("pt", "Criação de um laboratório conjunto para a energia com formação"),
    ("de", "Aufbau eines gemeinsamen Labors für die Energieforschung mit China"),
    ("it", "Creazione di un laboratorio comune per la ricerca con gli istituti"),
    ("pl", "Utworzenie wspólnego laboratorium na rzecz współpracy z Chinami"),
    ("hu", "Közös laboratórium létrehozása és fejlesztése"),
    ("tr", "Çin ile ortak bir laboratuvar kurulması için işbirliği"),
    ("vi", "Xây dựng phòng thí nghiệm chung với Trung Quốc"),
    ("id", "Penelitian bersama dan pelatihan dengan Tiongkok"),
    ("ar", "إنشاء مختبر مشترك مع الصين في مجال الطاقة"),
    ("fa", "ایجاد آزمایشگاه مشترک با چین برای پژوهش"),
    ("ur", "چین کے ساتھ مشترکہ لیبارٹری کا قیام اور تربیت"),
    ("hi", "चीन के साथ संयुक्त प्रयोगशाला की स्थापना"),
    ("ne", "चीनसँग संयुक्त प्रयोगशाला स्थापना गर्ने र अनुसन्धान गरी विकास"),
    ("ja", "中国との共同研究室の設立"),
    ("ko", "중국과 공동 연구실 설립"),
    ("th", "การจัดตั้งห้องปฏิบัติการร่วมกับจีน"),
    ("km", "ការបង្កើតមន្ទីរពិសោធន៍រួម"),
    ("lo", "ການສ້າງຕັ້ງຫ້ອງທົດລອງຮ່ວມ"),
    ("my", "ပူးတွဲဓာတ်ခွဲခန်း တည်ထောင်ခြင်း"),
    ("bn", "চীনের সাথে যৌথ গবেষণাগার"),
    ("ka", "ერთობლივი ლაბორატორიის შექმნა"),
    ("hy", "Համատեղ լաբորատորիայի ստեղծում"),
    ("el", "Ίδρυση κοινού εργαστηρίου"),
    ("he", "הקמת מעבדה משותפת"),
]


@pytest.mark.parametrize(("language", "text"), from_each)
def test_a_sentence_is_told_by_its_script_and_small_words(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "123", "—— 。", "2026-11-24"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert detect_language(text) == UNKNOWN
    assert script_of(text) is None


@given(st.text(max_size=80))
def test_any_text_gets_a_code_and_the_same_one_twice(text: str) -> None:
    found = detect_language(text)
    assert 2 <= len(found) <= 3
    assert found == detect_language(text)


def test_a_chinese_name_in_an_english_text_does_not_make_it_chinese() -> None:
    assert detect_language("Cooperation under the Belt and Road (一带一路) science plan for young scientists") == "en"


@pytest.mark.parametrize("language", ["zh", "en", "ru", "fr", "es", "ar", "th", "id", "zh-hans"])
def test_strong_languages(language: str) -> None:
    assert coverage(language) == "strong"


@pytest.mark.parametrize("language", ["kk", "uz", "ky", "fa", "vi", "mn", "ur"])
def test_weak_languages(language: str) -> None:
    assert coverage(language) == "weak"


@pytest.mark.parametrize("language", ["km", "hi", "ne", "bn", "my", "ka", "hy", UNKNOWN, "xx"])
def test_everything_else_is_said_to_be_uncovered(language: str) -> None:
    assert coverage(language) == "none"
