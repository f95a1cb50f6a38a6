"""The last of the sample replies in shapes that clerks send.

Written without looking at the reader: 20 of the first 33 and 9 of the other 16 were wholly right at first sight."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word

SAMPLES = (
    Sample(
        "r.rtf",
        "reply",
        "",
        (Need("Joint seismology laboratory", "IR", "disaster", "joint_lab"),),
        b"{\\rtf1\\ansi Our needs:\\par 1. Joint seismology laboratory. We propose to build a joint laboratory with Iran. Budget: USD 400,000.\\par }",
    ),
    Sample(
        "secrows.xlsx",
        "reply",
        "",
        (
            Need("稻渔综合种养示范", "VN", "agriculture", "transfer"),
            Need("橡胶割胶工培训", "MM", "agriculture materials", "exchange"),
            Need("沼气工程运维培训", "RW", "energy agriculture", "exchange"),
        ),
        excel(
            {
                "表": [
                    ["序号", "项目", "任务", "国别", "金额"],
                    ["一、东南亚方向", "", "", "", ""],
                    [1, "稻渔综合种养示范", "建设示范区", "越南", "120万"],
                    [2, "橡胶割胶工培训", "培训300人", "缅甸", "60万"],
                    ["小计", "", "", "", "180万"],
                    ["二、非洲方向", "", "", "", ""],
                    [3, "沼气工程运维培训", "培训", "卢旺达", "40万"],
                    ["总计", "", "", "", "220万"],
                ]
            }
        ),
    ),
    Sample(
        "secrows2.xlsx",
        "reply",
        "",
        (
            Need("小型农机示范", "KG KZ TJ TM UZ", "agriculture manufacturing", "transfer"),
            Need("地震监测联合实验室", "NP", "disaster", "joint_lab"),
        ),
        excel(
            {
                "表": [
                    ["序号", "名称", "内容", "经费（万元）"],
                    ["（一）与中亚五国合作", "", "", ""],
                    [1, "小型农机示范", "推广小型播种机", "80"],
                    ["（二）与尼泊尔合作", "", "", ""],
                    [2, "地震监测联合实验室", "共建台站", "200"],
                ]
            }
        ),
    ),
    Sample(
        "en2.docx",
        "reply",
        "",
        (
            Need("Upgrade of tea processing lines", "KE", "agriculture manufacturing", "transfer"),
            Need("Master's programme in hydrology", "ET", "resources exchange", "exchange"),
            Need("Innovation park master plan", "RW", "other ict manufacturing", "park"),
        ),
        word(
            "Reply to the call for needs",
            "1. Technology transfer",
            "1.1 Upgrade of tea processing lines. Kenyan factories would receive withering troughs with heat recovery. Cost: about US$ 900,000; 2027-2028.",
            "2. Exchange",
            "2.1 Master's programme in hydrology",
            "Ten Ethiopian students a year. Funding needed: $300,000 over three years.",
            "3. Parks",
            "3.1 Innovation park master plan. We would draft the master plan of a science park in Kigali, Rwanda. Budget EUR 150,000.",
        ),
    ),
    Sample(
        "ru2.eml",
        "reply",
        "",
        (
            Need(
                "опытная линия по переработке хлопковых стеблей",
                "UZ",
                "agriculture materials manufacturing energy",
                "transfer",
            ),
            Need("летняя школа по гидрологии", "TJ", "resources environment", "exchange"),
        ),
        mail(
            "Ответ на запрос",
            "Уважаемые коллеги!\n\nВ ответ на запрос сообщаем о двух потребностях.\n\nПервая — опытная линия по переработке хлопковых стеблей в плиты, Узбекистан, 40 млн рублей, 2027–2028 годы.\n\nВторая — летняя школа по гидрологии для аспирантов из Таджикистана, 3 млн рублей ежегодно.\n\nС уважением,\nЕ. Орлова, Институт воды и почв",
        ),
    ),
    Sample(
        "multi.xlsx",
        "reply",
        "",
        (
            Need("光热熔盐技术输出", "MA", "energy materials", "transfer"),
            Need("风沙防治联合研究", "MR", "environment", "joint_lab"),
            Need("牧民疫病诊断培训", "MN", "agriculture health", "exchange"),
        ),
        excel(
            {
                "汇总": [
                    ["单位", "需求", "国别", "类型"],
                    ["能源所", "光热熔盐技术输出", "摩洛哥", "技术转移"],
                    ["", "风沙防治联合研究", "毛里塔尼亚", "联合实验室"],
                    ["兽医所", "牧民疫病诊断培训", "蒙古国", "交流"],
                ]
            },
            merge={"汇总": ["A2:A3"]},
        ),
    ),
    Sample(
        "tabs.eml",
        "reply",
        "",
        (
            Need("Coral reef mapping", "FJ", "ocean", "joint_lab transfer"),
            Need("Fish cold store pilot", "WS", "agriculture energy other", "transfer"),
        ),
        mail(
            "Needs of the Marine Institute",
            "Dear Sir,\n\nNo\tTitle\tCountry\tBudget\n1\tCoral reef mapping\tFiji\tUSD 200,000\n2\tFish cold store pilot\tSamoa\tUSD 90,000\n\nRegards\nMarine Institute",
        ),
    ),
    Sample(
        "dash.txt",
        "reply",
        "",
        (
            Need("高原夏菜冷链示范", "NP", "agriculture", "transfer"),
            Need("中尼跨境泥石流联合监测", "NP", "disaster", "joint_lab"),
        ),
        "雪域农业研究所需求：\n\n需求1：高原夏菜冷链示范\n国家 - 尼泊尔\n内容 - 建设产地冷库，示范预冷技术\n经费 - 90万元\n\n需求2：中尼跨境泥石流联合监测\n国家 - 尼泊尔\n内容 - 共建监测站\n经费 - 260万元\n".encode(
            "gbk"
        ),
    ),
    Sample(
        "check.docx",
        "reply",
        "",
        (Need("棕榈油废水沼气发电", "MY", "energy environment", "transfer"),),
        word(
            [
                ["需求名称", "棕榈油废水沼气发电"],
                ["所属领域", "□农业 ☑能源 □交通 □其他"],
                ["合作方式", "□人文交流 □联合实验室 □园区合作 ☑技术转移"],
                ["合作国家", "马来西亚"],
                ["需求描述", "推广厌氧发酵成套设备"],
                ["经费", "280 万元"],
            ]
        ),
    ),
    Sample(
        "sheets.xlsx",
        "reply",
        "",
        (
            Need("苦咸水淡化设备推广", "TM", "resources environment", "transfer"),
            Need("绿洲农业联合研究中心", "UZ", "agriculture environment", "joint_lab"),
        ),
        excel(
            {
                "需求1": [
                    ["需求名称", "苦咸水淡化设备推广"],
                    ["合作国家", "土库曼斯坦"],
                    ["主要内容", "在卡拉库姆沙漠示范光伏淡化"],
                    ["经费（万元）", 150],
                ],
                "需求2": [
                    ["需求名称", "绿洲农业联合研究中心"],
                    ["合作国家", "乌兹别克斯坦"],
                    ["主要内容", "共建中心"],
                    ["经费（万元）", 400],
                ],
            }
        ),
    ),
    Sample(
        "status.xlsx",
        "reply",
        "",
        (Need("渔业资源联合调查", "MR", "agriculture ocean", "joint_lab"),),
        excel(
            {
                "S": [
                    ["序号", "需求名称", "国家", "状态"],
                    [1, "渔业资源联合调查", "毛里塔尼亚", "新提出"],
                    [2, "渔民海上安全培训", "塞内加尔", "已完成"],
                    [3, "渔船建造技术转移", "加纳", "已撤销"],
                ]
            }
        ),
    ),
    Sample(
        "nonerow.xlsx",
        "no_needs",
        "",
        (),
        excel({"S": [["填报单位", "海蓝船级社"], ["序号", "需求名称", "内容", "国家"], [1, "无", "无", "无"]]}),
    ),
    Sample(
        "call.docx",
        "not_a_reply",
        "",
        (),
        word(
            "科技合作部",
            "科合函〔2026〕15号",
            "关于征集“一带一路”科技创新需求建议的函",
            "各有关单位：",
            "为落实行动计划，请你单位研究提出需求建议，于10月30日前反馈我部。",
            "附件：需求征集表",
            "科技合作部",
            "2026年9月1日",
        ),
    ),
    Sample(
        "blank.docx",
        "not_a_reply",
        "",
        (),
        word(
            "附件：需求征集表",
            [["序号", "需求名称", "内容", "国家", "经费"], ["1", "", "", "", ""], ["2", "", "", "", ""]],
        ),
    ),
    Sample(
        "long.docx",
        "reply",
        "",
        (
            Need("热带病媒蚊虫监测联合实验室", "TZ", "health", "joint_lab"),
            Need("疟疾快速检测试剂技术转移", "", "health", "transfer"),
        ),
        word(
            "滨江医学院关于科技合作需求的报告",
            "科技司：",
            "一、总体情况",
            "我院与坦桑尼亚有15年合作历史，援坦医疗队累计派出200人次，曾建成疟疾中心。",
            "二、需求建议",
            "（一）热带病媒蚊虫监测联合实验室",
            "1.合作内容：与坦桑尼亚卫生研究院共建监测实验室。",
            "2.经费需求：500万元。",
            "3.实施周期：2027—2029年。",
            "（二）疟疾快速检测试剂技术转移",
            "1.合作内容：转让试剂生产技术。",
            "2.经费需求：200万元。",
            "3.实施周期：2年。",
            "三、有关建议",
            "建议简化人类遗传资源审批。",
            "滨江医学院",
            "2026年9月2日",
        ),
    ),
    Sample(
        "fr.docx",
        "reply",
        "",
        (
            Need("Transfert de techniques de séchage des dattes", "DZ", "agriculture", "transfer"),
            Need("Formation de soudeurs", "SN", "manufacturing", "exchange"),
        ),
        word(
            "Centre de technologie agricole",
            "Objet : nos besoins",
            [
                ["N°", "Intitulé du besoin", "Description", "Pays", "Budget (milliers d'euros)", "Durée"],
                [
                    "1",
                    "Transfert de techniques de séchage des dattes",
                    "Séchoirs solaires pour coopératives",
                    "Algérie",
                    "120",
                    "2027-2028",
                ],
                ["2", "Formation de soudeurs", "Stages de trois mois", "Sénégal", "60", "12 mois"],
            ],
        ),
    ),
    Sample(
        "es.docx",
        "reply",
        "",
        (
            Need("Laboratorio conjunto de litio", "BO", "resources materials", "joint_lab"),
            Need("Capacitación en riego", "PE", "agriculture", "exchange"),
        ),
        word(
            "Universidad del Altiplano",
            "Necesidades:",
            "1. Laboratorio conjunto de litio. Investigación conjunta con Bolivia. Presupuesto: 2 millones de dólares, 2027-2029.",
            "2. Capacitación en riego. Cursos para técnicos del Perú. Presupuesto: 80 000 USD.",
        ),
    ),
)
