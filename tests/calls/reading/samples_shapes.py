"""Sample replies in shapes that clerks send: wordings nobody listed, lists in cells, sections, ticked boxes, typed tables.

Written without looking at the reader: 20 of the first 33 and 9 of the other 16 were wholly right at first sight."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word

ASEAN = "BN ID KH LA MM MY PH SG TH TL VN"
CENTRAL_ASIA = "KG KZ TJ TM UZ"

SAMPLES = (
    Sample(
        "tworow.docx",
        "reply",
        "",
        (
            Need("中亚棉花滴灌示范", "UZ", "agriculture", "transfer"),
            Need("咸海生态联合研究", "KZ UZ", "environment", "joint_lab"),
        ),
        word(
            "附件：需求表",
            [
                [
                    "序号",
                    "合作事项基本信息",
                    "合作事项基本信息",
                    "拟合作方",
                    "拟合作方",
                    "资金（万元）",
                    "资金（万元）",
                ],
                ["序号", "事项名称", "主要任务", "国家", "机构", "总额", "申请财政"],
                ["1", "中亚棉花滴灌示范", "建设滴灌示范田500亩", "乌兹别克斯坦", "塔什干农大", "300", "150"],
                [
                    "2",
                    "咸海生态联合研究",
                    "联合开展湿地修复与观测",
                    "哈萨克斯坦、乌兹别克斯坦",
                    "哈萨克国立大学",
                    "600",
                    "200",
                ],
            ],
            merge=[(0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6)],
        ),
    ),
    Sample(
        "kv.docx",
        "reply",
        "",
        (
            Need("老挝湄公河水文监测网", "LA", "environment resources", "joint_lab"),
            Need("缅甸地震台网技术培训", "MM", "disaster", "exchange"),
        ),
        word(
            "需求1",
            [
                ["需求的名字", "老挝湄公河水文监测网"],
                ["打算干什么", "共建8个水文监测站，联合开展洪水研究"],
                ["跟哪个国家", "老挝"],
                ["大概花多少钱（万元）", "120"],
                ["何时完成", "2028年底"],
            ],
            "需求2",
            [
                ["需求的名字", "缅甸地震台网技术培训"],
                ["打算干什么", "为缅甸培训30名台网运维人员"],
                ["跟哪个国家", "缅甸"],
                ["大概花多少钱（万元）", "60"],
                ["何时完成", "2027年"],
            ],
        ),
    ),
    Sample(
        "card4.docx",
        "reply",
        "",
        (Need("非洲疟疾快速诊断试剂推广", "KE TZ", "health", "transfer"),),
        word(
            [
                ["项目名称", "非洲疟疾快速诊断试剂推广", "牵头单位", "临江医学检验公司"],
                ["对象国家", "肯尼亚、坦桑尼亚", "起止年月", "2027.1-2029.12"],
                ["经费总额", "450万元", "其中申请资助", "200万元"],
                ["联系人", "吴某", "手机", "000-0000"],
                ["主要内容", "主要内容：在两国10个县推广疟疾快速诊断试剂，建立质量控制体系。", "", ""],
            ],
            merge=[(4, 1, 4, 3)],
        ),
    ),
    Sample(
        "section.docx",
        "reply",
        "",
        (
            Need("热带水果采后保鲜技术示范", ASEAN, "agriculture", "transfer"),
            Need("海洋微塑料联合观测", ASEAN, "ocean", "joint_lab"),
            Need("棉花机械化采收示范", CENTRAL_ASIA, "agriculture", "transfer"),
        ),
        word(
            "岭南科技大学",
            "现将我校需求报送如下：",
            "一、与东盟国家合作",
            "（一）热带水果采后保鲜技术示范",
            "建设冷链保鲜示范点5个，推广保鲜技术。",
            "（二）海洋微塑料联合观测",
            "共建观测站，共享数据。",
            "二、与中亚五国合作",
            "（一）棉花机械化采收示范",
            "推广采棉机应用，建立示范农场。",
            "岭南科技大学",
        ),
    ),
    Sample(
        "sectionact.docx",
        "reply",
        "",
        (
            Need("青年工程师短期工作", "ET", "transport", "exchange"),
            Need("港口智能化改造", "LK", "transport", "transfer"),
        ),
        word(
            "一、科技人文交流行动",
            "1. 青年工程师短期工作。接收埃塞俄比亚铁路青年工程师来所工作半年。",
            "二、技术转移行动",
            "1. 港口智能化改造。在斯里兰卡科伦坡港应用自动化岸桥。",
        ),
    ),
    Sample(
        "onecell.xlsx",
        "reply",
        "",
        (
            Need("共建稀土分离联合实验室", "VN", "materials resources", "joint_lab"),
            Need("举办选矿技术培训班", "LA", "resources", "exchange"),
        ),
        excel(
            {
                "Sheet1": [
                    ["单位", "需求"],
                    ["赣南矿冶研究所", "1. 与越南共建稀土分离联合实验室；\n2. 面向老挝举办选矿技术培训班。"],
                ]
            }
        ),
    ),
    Sample(
        "onecell.docx",
        "reply",
        "",
        (
            Need("与蒙古国共建草原遥感监测平台", "MN", "agriculture environment aerospace", "joint_lab"),
            Need("牧草种子处理技术在哈萨克斯坦示范", "KZ", "agriculture", "transfer"),
            Need("为吉尔吉斯斯坦培训兽医", "KG", "agriculture", "exchange"),
        ),
        word(
            [
                ["填报单位", "塞北草业研究院"],
                [
                    "具体需求",
                    "1.与蒙古国共建草原遥感监测平台，研究退化草地恢复。\n2.牧草种子处理技术在哈萨克斯坦示范推广。\n3.为吉尔吉斯斯坦培训兽医50名。",
                ],
                ["联系人", "白某 000-0000"],
            ]
        ),
    ),
    Sample(
        "rows.xlsx",
        "reply",
        "",
        (
            Need("大坝安全监测系统应用", "PK", "energy environment disaster resources", "transfer"),
            Need("小水电运维培训", "NP", "energy", "exchange"),
        ),
        excel(
            {
                "需求": [
                    ["科技创新合作需求汇总表"],
                    ["填报单位：西岭水利院", "", "", "", "单位：万元"],
                    ["序号", "需求名称", "需求内容", "国家", "经费"],
                    ["例", "某某联合实验室", "示例：与某国共建……", "某国", "100"],
                    [1, "大坝安全监测系统应用", "推广自动化监测", "巴基斯坦", "320"],
                    [2, "小水电运维培训", "培训运维人员", "尼泊尔", "90"],
                    [3, "", "", "", ""],
                    [4, "", "", "", ""],
                    ["合计", "", "", "", "410"],
                    ["填表说明：1.需求名称不超过30字；2.经费以万元计。"],
                ]
            }
        ),
    ),
    Sample(
        "unit.xlsx",
        "reply",
        "",
        (
            Need("Digital soil mapping", "KE", "agriculture", "joint_lab"),
            Need("Vaccine cold chain pilot", "ET", "health", "transfer"),
        ),
        excel(
            {
                "Needs": [
                    [
                        "Ref",
                        "Working title",
                        "What will be done",
                        "Partner countries",
                        "Est. cost ('000 USD)",
                        "From – to",
                    ],
                    [
                        "A1",
                        "Digital soil mapping",
                        "Joint research with a joint soil laboratory",
                        "Kenya",
                        "250",
                        "2027–2029",
                    ],
                    [
                        "A2",
                        "Vaccine cold chain pilot",
                        "Pilot installation of solar refrigerators for vaccines",
                        "Ethiopia",
                        "1,200",
                        "2028",
                    ],
                ]
            }
        ),
    ),
    Sample(
        "en.docx",
        "reply",
        "",
        (
            Need("Joint laboratory for desert greenhouse", "EG", "agriculture", "joint_lab"),
            Need("Training of port engineers", "LK", "transport", "exchange"),
        ),
        word(
            "Harbour Institute of Technology",
            "Dear colleagues,",
            "Thank you for your letter. Please find our needs below.",
            "Need A: Joint laboratory for desert greenhouse horticulture",
            "We wish to set up a joint laboratory with an Egyptian university. Budget: USD 1.2 million. Duration: 36 months.",
            "Need B: Training of port engineers",
            "Two courses a year for engineers from Sri Lanka. Budget: EUR 90,000.",
            "Kind regards,",
            "J. Fenn",
            "Harbour Institute of Technology",
        ),
    ),
    Sample(
        "ru.docx",
        "reply",
        "",
        (
            Need("Совместная лаборатория по переработке золошлаков", "KZ", "materials environment energy", "joint_lab"),
            Need("Повышение квалификации энергетиков", "KG", "energy", "exchange"),
        ),
        word(
            "Степной технический университет",
            "Исх. № 14 от 03.10.2026",
            "В ответ на Ваше письмо направляем предложения:",
            [
                [
                    "№ п/п",
                    "Наименование предложения",
                    "Краткая суть",
                    "Страна-участник",
                    "Ориентировочная сумма, тыс. долл. США",
                    "Сроки",
                ],
                [
                    "1",
                    "Совместная лаборатория по переработке золошлаков",
                    "Совместные исследования состава зол ТЭС",
                    "Казахстан",
                    "350",
                    "2027-2029",
                ],
                ["2", "Повышение квалификации энергетиков", "Курсы для 40 специалистов", "Кыргызстан", "75", "2027"],
                ["Итого", "", "", "", "425", ""],
            ],
            "С уважением,",
            "Проректор А. Ким",
        ),
    ),
    Sample(
        "quoted.eml",
        "reply",
        "",
        (Need("与塞尔维亚共建智能制造中心", "RS", "manufacturing", "joint_lab"),),
        mail(
            "Re: 征集需求",
            '王老师：\n您好！我们所的需求如下：\n（1）与塞尔维亚共建智能制造中心，联合研发数控装备，经费约800万元，2027—2029年。\n\n发自我的手机\n\n------------------ 原始邮件 ------------------\n发件人: "科技合作部" <a@x.example>;\n发送时间: 2026年9月3日\n主题: 关于征集需求的通知\n\n各单位：请于10月30日前报送需求建议。可包括：1. 联合实验室；2. 技术转移。\n',
        ),
    ),
    Sample(
        "fwd.eml",
        "reply",
        "",
        (Need("巴西大豆品质联合检测", "BR", "agriculture", "joint_lab"),),
        mail(
            "Fwd: 需求",
            "请查收，转报我院粮油所需求。\n\n---------- Forwarded message ---------\n发件人: 粮油所 <ly@x.example>\n日期: 2026年10月8日\n主题: 需求\n\n科研处：\n我所拟提出如下需求：\n1. 巴西大豆品质联合检测。与巴西有关机构共建联合检测实验室，研究品质数据库。预算150万元。\n粮油所\n",
        ),
    ),
    Sample(
        "past.docx",
        "reply",
        "",
        (Need("与泰国共建橡胶加工联合实验室", "TH", "materials agriculture manufacturing", "joint_lab"),),
        word(
            "南桥橡胶研究所",
            "一、已完成的合作",
            "1. 2019年与马来西亚共建橡胶检测中心，已通过验收。",
            "2. 2021年为越南培训技术人员60名。",
            "二、本次提出的需求",
            "1. 与泰国共建橡胶加工联合实验室。研究低能耗加工工艺，预算500万元。",
            "三、已解决的需求",
            "1. 2025年提出的柬埔寨割胶工培训需求已由地方解决，不再申报。",
            "南桥橡胶研究所",
        ),
    ),
    Sample(
        "prose.docx",
        "reply",
        "",
        (
            Need("与埃及共建卫星数据接收站", "EG", "aerospace", "joint_lab transfer"),
            Need("邀请阿尔及利亚青年科学家来所工作", "DZ", "aerospace other", "exchange"),
        ),
        word(
            "天澜空间技术所",
            "科技合作部：",
            "根据来函要求，我所提出以下两项需求。第一项是与埃及共建卫星数据接收站，联合研究处理软件，经费约300万元，期限两年；第二项是邀请阿尔及利亚青年科学家来所工作，每年10人，经费每年50万元。",
            "特此函复。",
            "天澜空间技术所",
        ),
    ),
    Sample(
        "html.eml",
        "reply",
        "",
        (
            Need("Smart meters pilot in Tajikistan", "TJ", "energy", "transfer"),
            Need("Summer school on glaciers", "KG TJ", "environment", "exchange"),
        ),
        mail(
            "Our needs",
            "see html",
            html="<p>Dear all,</p><table border=1><tr><th>#</th><th>Proposal</th><th>Countries</th><th>Funding</th></tr><tr><td>1</td><td><b>Smart meters pilot in Tajikistan</b><br>Pilot installation of 500 smart meters</td><td>Tajikistan</td><td>$300k</td></tr><tr><td>2</td><td><b>Summer school on glaciers</b><br>Annual school for young researchers</td><td>Kyrgyzstan; Tajikistan</td><td>$80k</td></tr></table><p>Best regards</p>",
        ),
    ),
)
