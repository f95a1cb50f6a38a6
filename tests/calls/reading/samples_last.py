"""Sample replies written when the reader was done. Units and needs are invented.

First reading, before anything was changed for them: kind 1.0, needs F1 1.0, countries .93, field .93, action .93.
"""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word, zipped

CENTRAL_ASIA = "KG KZ TJ TM UZ"

SAMPLES = (
    Sample(
        "复函.docx",
        "reply",
        "衡山冶金研究院",
        (
            Need("镍铁冶炼余热发电改造", "ID", "energy materials", "transfer"),
            Need("钢渣资源化联合研发", "IN", "materials environment resources", "joint_lab"),
            Need("冶金青年工程师研修", "IR", "materials manufacturing", "exchange"),
        ),
        word(
            "衡山冶金研究院",
            "衡冶外函〔2026〕31号",
            "关于《关于征集“一带一路”科技创新需求建议的函》的复函",
            "科技合作部国际处：",
            "来函收悉。我院高度重视，组织各所认真研究，现将有关情况函复如下。",
            "一、前期合作情况",
            "2019年以来，我院与南非、巴西开展过三个项目。",
            "二、拟提出的需求",
            "（一）技术转移类",
            "1.镍铁冶炼余热发电改造。印度尼西亚镍铁园区余热利用率不足四成，拟推广我院余热发电成套技术。所需经费约3500万元，2027年启动。",
            "（二）联合研究类",
            "1.钢渣资源化联合研发。拟与印度有关钢厂联合研究钢渣制备低碳胶凝材料。",
            "（三）人文交流类",
            "1.冶金青年工程师研修。为伊朗培养20名青年工程师。",
            "三、几点建议",
            "1.建议设立专项经费。",
            "2.建议简化出国审批手续。",
            "专此函复。",
            "（联系人：黎某，电话：000-0000）",
            "衡山冶金研究院",
            "2026年10月21日",
        ),
    ),
    Sample(
        "Copy of needs table.xlsx",
        "reply",
        "Meridian Agricultural College",
        (
            Need("Cold chain for tropical fruit", "TH VN", "agriculture transport", "transfer"),
            Need("Beekeeping school for young farmers", "ET", "agriculture", "exchange"),
        ),
        excel(
            {
                "Cover": [["Meridian Agricultural College"], ["Answer to the call for needs"]],
                "Needs": [
                    ["No", "What we need", "Details", "With which country", "When", "How much (USD)"],
                    [
                        1,
                        "Cold chain for tropical fruit",
                        "Demonstrate low-cost pre-cooling at packing houses",
                        "Thailand, Vietnam",
                        "2027-2028",
                        250000,
                    ],
                    [
                        2,
                        "Beekeeping school for young farmers",
                        "Two-month courses for sixty young farmers every year",
                        "Ethiopia",
                        "2027",
                        80000,
                    ],
                    ["Total", "", "", "", "", 330000],
                ],
            }
        ),
    ),
    Sample(
        "письмо.eml",
        "reply",
        "Байкальский лимнологический центр",
        (
            Need("Совместные наблюдения за качеством воды озёр", "MN", "environment resources ocean", "joint_lab"),
            Need("Летняя школа по гидрологии", CENTRAL_ASIA, "resources environment", "exchange"),
        ),
        mail(
            "Предложения центра",
            "Уважаемые коллеги!\n\n"
            "В ответ на ваш запрос направляем предложения Байкальского лимнологического центра:\n\n"
            "1) Совместные наблюдения за качеством воды озёр.\nСтрана: Монголия. Срок: 2027–2029 гг. "
            "Бюджет: 6 млн руб.\n\n"
            "2) Летняя школа по гидрологии.\nДля студентов стран Центральной Азии. "
            "Бюджет: 1,5 млн руб.\n\nС уважением,\nБайкальский лимнологический центр\nтел. 000",
        ),
    ),
    Sample(
        "需求卡片.docx",
        "reply",
        "泰和生物制药公司",
        (
            Need("登革热疫苗临床试验合作", "MY", "health", "joint_lab transfer"),
            Need("生物医药孵化园共建", "SG", "health", "park"),
        ),
        word(
            "泰和生物制药公司需求卡片",
            "卡片一",
            [
                ["一、基本信息", "一、基本信息", "一、基本信息", "一、基本信息"],
                ["名称", "登革热疫苗临床试验合作", "领域", "生物医药"],
                ["国别", "马来西亚", "周期", "24个月"],
                ["投入（万元）", "900", "对接人", "顾某"],
                ["二、具体内容", "二、具体内容", "二、具体内容", "二、具体内容"],
                ["联合开展二期临床试验，共建检测实验室。"] * 4,
            ],
            "卡片二",
            [
                ["一、基本信息", "一、基本信息", "一、基本信息", "一、基本信息"],
                ["名称", "生物医药孵化园共建", "领域", "生物医药"],
                ["国别", "新加坡", "周期", "36个月"],
                ["投入（万元）", "1500", "对接人", "顾某"],
                ["二、具体内容", "二、具体内容", "二、具体内容", "二、具体内容"],
                ["双方互设孵化空间，吸引初创企业入驻。"] * 4,
            ],
        ),
    ),
    Sample(
        "Fwd.eml",
        "reply",
        "玉门测控公司",
        (
            Need("油气管道泄漏监测系统应用", "TM", "energy", "transfer"),
            Need("测控技术联合实验室", "AZ", "ict manufacturing energy", "joint_lab"),
        ),
        mail(
            "Fwd: 玉门公司需求",
            "请一并汇总，谢谢。\n\n---------- Forwarded message ----------\n"
            "From: 玉门测控公司 <a@yumen.example>\nDate: 2026-10-20\nSubject: 需求\nTo: 处室\n\n"
            "您好，我公司需求如下：\n\n"
            "项目名称：油气管道泄漏监测系统应用\n合作国家：土库曼斯坦\n主要内容：推广光纤监测系统\n预算：400万元\n\n项目名称：测控技术联合实验室\n合作国家：阿塞拜疆\n主要内容：共建测控实验室\n预算：700万元\n\n玉门测控公司",
        ),
    ),
    Sample(
        "needs.html",
        "reply",
        "",
        (
            Need("Drone mapping of flood plains", "BD", "aerospace disaster", "transfer joint_lab exchange"),
            Need("Exchange of flood forecasters", "NP", "disaster", "exchange"),
        ),
        b"<html><body><h2>Our proposals</h2><ol>"
        b"<li>Drone mapping of flood plains - pilot surveys in Bangladesh with local partners</li>"
        b"<li>Exchange of flood forecasters - ten people from Nepal each year</li></ol></body></html>",
    ),
    Sample(
        "说明.docx",
        "no_needs",
        "清源水务集团",
        (),
        word(
            "清源水务集团",
            "关于反馈需求建议的函",
            "国际处：",
            "你处来函收悉。我集团业务以国内为主，目前没有对外科技合作方面的计划，暂不申报需求。",
            "特此说明。",
            "清源水务集团",
            "2026年10月15日",
        ),
    ),
    Sample(
        "none.xlsx",
        "no_needs",
        "",
        (),
        excel({"表": [["需求汇总表"], ["序号", "需求名称", "合作国家", "备注"], ["1", "暂无需求", "", ""]]}),
    ),
    Sample(
        "invite.eml",
        "not_a_reply",
        "",
        (),
        mail(
            "Invitation: workshop on grant writing",
            "Dear colleague,\n\nJoin our two-day workshop on grant writing. "
            "Register now and get 20% off. Early bird ends on Friday.\nUnsubscribe here.",
        ),
    ),
    Sample(
        "nagging.eml",
        "not_a_reply",
        "",
        (),
        mail("关于报送时间", "老师好，我校材料正在走签批流程，预计要晚几天，能否宽限到下周五？谢谢。"),
    ),
    Sample(
        "vacation.eml",
        "not_a_reply",
        "",
        (),
        mail(
            "Автоответ: Запрос о потребностях",
            "Здравствуйте! Я в отпуске с 1 по 20 октября. По срочным вопросам обращайтесь к коллегам.",
        ),
    ),
    Sample(
        "合集.zip",
        "reply",
        "",
        (
            Need("沙漠公路养护联合研究", "SA", "transport", "joint_lab"),
            Need("公路技术人员培训", "TZ", "transport", "exchange"),
        ),
        zipped(
            {
                "a/公路院.docx": word(
                    "公路养护研究所",
                    [["项目", "简介", "国家"], ["沙漠公路养护联合研究", "联合研究风积沙路基", "沙特阿拉伯"]],
                ),
                "b/培训.txt": "我中心提出一项需求：\n1. 公路技术人员培训\n面向坦桑尼亚，每年培训30人。".encode(
                    "gb18030"
                ),
            }
        ),
    ),
)
