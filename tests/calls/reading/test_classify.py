"""Field and action of a need, in three languages, from its own words or from a column."""

from __future__ import annotations

import pytest

from wutong.calls.reading.classify import classify, decide_named, spoken_of, usual_fields
from wutong.calls.reading.results import Draft, Piece
from wutong.documents.blocks import Place

HERE = Place("paragraph", paragraph=1)

FIELDS = {
    "agriculture": [
        "杂交水稻制种技术示范",
        "草地贪夜蛾联合防控",
        "Drought-tolerant wheat breeding",
        "Капельное орошение хлопчатника",
        "奶牛养殖与饲草种植",
    ],
    "energy": [
        "离网村庄光伏微电网",
        "小水电站改造",
        "Wind farm operation",
        "Геотермальная энергетика",
        "绿氢制备与储运",
    ],
    "transport": [
        "重载铁路养护技术",
        "自动化集装箱码头",
        "Road safety on mountain highways",
        "Мультимодальная логистика",
        "内河航道疏浚",
    ],
    "ict": ["小语种机器翻译平台", "5G智慧校园", "Cybersecurity for banks", "Искусственный интеллект", "云计算数据中心"],
    "resources": ["盐湖提锂工艺", "跨境河流水文监测", "Copper ore geology", "Разведка подземных вод", "地质填图合作"],
    "environment": [
        "荒漠化防治与固沙",
        "城市污水处理",
        "Biodiversity of wetlands",
        "Очистка сточных вод",
        "生物多样性保护",
    ],
    "ocean": [
        "珊瑚礁生态修复",
        "海洋预报系统",
        "Deep sea observation buoys",
        "Морские исследования шельфа",
        "红树林蓝碳评估",
    ],
    "manufacturing": [
        "数控机床远程运维",
        "工业机器人应用",
        "CNC machine tools",
        "Станкостроение и сварка",
        "纺织印染升级",
    ],
    "materials": ["稀土永磁材料", "碳纤维复合材料", "Graphene coatings", "Композитные материалы", "特种钢冶炼"],
    "aerospace": ["北斗导航基准站", "遥感卫星数据接收", "Small satellite design", "Спутниковая связь", "射电望远镜"],
    "health": ["疟疾防治与青蒿素", "针灸诊疗中心", "Vaccine production", "Телемедицина", "结核病快速诊断"],
    "disaster": [
        "地震预警台网",
        "山洪泥石流监测",
        "Flood early warning",
        "Сейсмический мониторинг",
        "森林火灾应急救援",
    ],
    "other": [
        "科技政策智库对话",
        "知识产权培训",
        "Science museum exhibition",
        "Популяризация науки",
        "青少年科普夏令营",
    ],
}

ACTIONS = {
    "exchange": [
        "电力调度人员培训班",
        "青年科学家来华工作",
        "Summer school for engineers",
        "Стажировки молодых учёных",
        "工程师资格互认",
        "青少年科学营",
        "流动科技馆巡展",
        "科技政策研讨会",
    ],
    "joint_lab": [
        "共建水稻联合实验室",
        "冰川联合观测站",
        "Joint laboratory for vaccines",
        "Совместная лаборатория",
        "联合研究中心",
        "大型仪器共享",
    ],
    "park": [
        "农业科技园区合作",
        "跨境孵化器",
        "Science park twinning",
        "Создание технопарка",
        "产业园规划",
        "海外高新区共建",
    ],
    "transfer": [
        "光伏灌溉技术示范",
        "污水处理技术转移",
        "Pilot plant for biogas",
        "Внедрение технологии очистки",
        "技术转移中心建设",
        "良种示范推广基地",
    ],
}


def code(name: str, title: str, text: str = "") -> str:
    draft = Draft(HERE, title=Piece(title, HERE), text=[Piece(text, HERE)] if text else [])
    return classify(name, draft, title).value


@pytest.mark.parametrize(("title", "field"), [(title, field) for field, titles in FIELDS.items() for title in titles])
def test_the_field_is_told_by_the_title(title: str, field: str) -> None:
    assert code("fields", title) == field


@pytest.mark.parametrize(
    ("title", "action"), [(title, action) for action, titles in ACTIONS.items() for title in titles]
)
def test_the_action_is_told_by_the_title(title: str, action: str) -> None:
    assert code("actions", title) == action


COLUMNS = [
    ("fields", "新能源", "energy"),
    ("fields", "ICT", "ict"),
    ("fields", "生物医药", "health"),
    ("fields", "Transport and logistics", "transport"),
    ("fields", "Сельское хозяйство", "agriculture"),
    ("fields", "现代农业领域", "agriculture"),
    ("actions", "人员交流与培训", "exchange"),
    ("actions", "共建联合实验室", "joint_lab"),
    ("actions", "Technology transfer", "transfer"),
    ("actions", "科技园区合作行动", "park"),
    ("actions", "Технопарки", "park"),
]


@pytest.mark.parametrize(("name", "words", "expected"), COLUMNS)
def test_words_of_a_column(name: str, words: str, expected: str) -> None:
    assert decide_named(name, words) == expected


def test_a_column_goes_before_every_other_word() -> None:
    draft = Draft(HERE, title=Piece("水稻育种", HERE), values={"field": [Piece("能源", HERE)]})
    found = classify("fields", draft, "水稻育种")
    assert found.value == "energy" and found.confidence > 0.9


def test_the_head_of_the_title_outweighs_the_rest() -> None:
    assert code("actions", "联合实验室管理人员培训班") == "exchange"
    assert code("actions", "培训基地联合实验室") == "joint_lab"


def test_a_longer_wording_hides_the_shorter_inside() -> None:
    assert code("fields", "海水养殖") == "ocean"
    assert code("actions", "技术转移中心") == "transfer"


def test_words_of_no_field_give_other_with_low_confidence() -> None:
    draft = Draft(HERE, title=Piece("甲乙丙丁", HERE))
    found = classify("fields", draft, "甲乙丙丁")
    assert (found.value, found.confidence < 0.3) == ("other", True)


def test_confidence_falls_when_two_fields_are_close() -> None:
    clear, torn = (
        classify("fields", Draft(HERE, title=Piece(t, HERE)), t) for t in ("水稻育种与农田灌溉", "水稻与光伏")
    )
    assert clear.confidence > torn.confidence


def test_what_a_file_is_about_tips_the_scales() -> None:
    drafts = [Draft(HERE, title=Piece(title, HERE)) for title in ("铁路养护", "公路桥梁", "港口物流", "空调节能改造")]
    usual = usual_fields(drafts)
    assert usual["transport"] > 0
    assert classify("fields", Draft(HERE, title=Piece("互派专员", HERE)), "互派专员", usual).value == "transport"


def test_few_needs_lean_nowhere() -> None:
    assert not usual_fields([Draft(HERE, title=Piece("铁路养护", HERE))])


def test_all_fields_a_text_speaks_of() -> None:
    assert {"energy", "agriculture"} <= spoken_of("fields", "光伏提水灌溉")
