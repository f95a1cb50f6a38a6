"""Replies in running text, in Chinese, English and Russian. Units and needs are invented."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import word

SAMPLES = (
    Sample(
        "翠屏大学复函.docx",
        "reply",
        "翠屏大学",
        (
            Need("中塔高寒草地退化修复联合观测站", "TJ", "environment agriculture", "joint_lab"),
            Need("乌兹别克斯坦棉田滴灌技术示范", "UZ", "agriculture", "transfer"),
        ),
        word(
            "翠屏大学",
            "翠大函〔2026〕41号",
            "关于“一带一路”科技创新需求建议的复函",
            "科技合作司：",
            "来函收悉。我校高度重视，组织各学院认真研究，提出以下两点需求。",
            "（1）中塔高寒草地退化修复联合观测站。依托帕米尔高原已有样地，与塔吉克斯坦科研人员共建观测站，"
            "开展退化草地修复试验。建设期3年，需经费约260万元。",
            "（2）乌兹别克斯坦棉田滴灌技术示范。在费尔干纳盆地选取500亩棉田，示范膜下滴灌和水肥一体化。"
            "经费150万元，2027年至2028年实施。",
            "专此函复。",
            "翠屏大学",
            "2026年9月28日",
        ),
    ),
    Sample(
        "梧桐岭能源研究院.docx",
        "reply",
        "梧桐岭能源研究院",
        (
            Need("巴基斯坦旁遮普省秸秆气化发电示范", "PK", "energy", "transfer"),
            Need("埃塞俄比亚水电站运行人员研修班", "ET", "energy", "exchange"),
            Need("中哈氢能联合实验室", "KZ", "energy", "joint_lab"),
        ),
        word(
            "梧桐岭能源研究院关于科技创新需求的报告",
            "一、单位简介",
            "我院成立于1987年，主要从事生物质能、水电和氢能研究，曾承担国家重点研发计划12项。",
            "二、具体需求",
            "需求1：巴基斯坦旁遮普省秸秆气化发电示范",
            "合作内容：建设1兆瓦秸秆气化发电示范站。",
            "拟投入资金：680万元",
            "需求2：埃塞俄比亚水电站运行人员研修班",
            "合作内容：为当地水电站培养运行维护骨干，每年25人。",
            "拟投入资金：90万元",
            "需求3：中哈氢能联合实验室",
            "合作内容：与哈萨克斯坦高校共同研究电解水制氢催化剂。",
            "拟投入资金：400万元",
            "三、保障措施",
            "成立由院长任组长的工作专班。",
            "联系人：祝某，电话：0000-7654321",
        ),
    ),
    Sample(
        "石门水利规划院.docx",
        "reply",
        "石门水利规划院",
        (
            Need("澜沧江流域洪水预报系统", "LA KH", "disaster resources", "joint_lab transfer"),
            Need("坦桑尼亚灌区管理官员考察交流", "TZ", "agriculture", "exchange"),
        ),
        word(
            "石门水利规划院",
            "合作处：",
            "根据贵处来函要求，我院提出如下需求：",
            "一是与老挝、柬埔寨联合研发澜沧江流域洪水预报系统，共享水文数据；",
            "二是组织坦桑尼亚灌区管理官员考察交流，首批20人来华考察灌区。",
            "以上需求，请予支持。",
            "石门水利规划院",
            "2026年10月8日",
        ),
    ),
    Sample(
        "红岸医学中心-需求.docx",
        "reply",
        "红岸医学中心",
        (
            Need("疟疾快速诊断试剂技术转移", "TZ", "health", "transfer"),
            Need("中缅边境登革热联合防控实验室", "MM", "health", "joint_lab"),
        ),
        word(
            "红岸医学中心",
            "# 一、技术转移方面",
            "**疟疾快速诊断试剂技术转移",
            "向坦桑尼亚企业转让疟疾快速诊断试剂生产技术，实现本地化生产。",
            "# 二、共建联合实验室方面",
            "**中缅边境登革热联合防控实验室",
            "与缅甸卫生机构共建，开展蚊媒监测和病毒测序。",
        ),
    ),
    Sample(
        "Needs of Larkfield Institute.docx",
        "reply",
        "Larkfield Institute of Agronomy",
        (
            Need("Drip irrigation demonstration farm", "TM", "agriculture", "transfer"),
            Need("Summer school on locust forecasting", "KE ET", "agriculture", "exchange"),
            Need("Joint laboratory for salt-tolerant crops", "UZ", "agriculture", "joint_lab"),
        ),
        word(
            "Larkfield Institute of Agronomy",
            "Response to the call for needs",
            "Dear Sir or Madam,",
            "Thank you for your letter. Our needs are as follows:",
            "(a) Drip irrigation demonstration farm. We plan to set up a 40-hectare farm in Turkmenistan with "
            "low-pressure drip systems. Estimated cost: USD 350,000.",
            "(b) Summer school on locust forecasting. Two weeks each year for specialists from Kenya and Ethiopia.",
            "(c) Joint laboratory for salt-tolerant crops. Together with breeders in Uzbekistan we will test "
            "varieties on saline soil. Duration: 36 months.",
            "Yours faithfully,",
            "R. Holm, Director",
        ),
    ),
    Sample(
        "Proposals_Westerby.docx",
        "reply",
        "Westerby University",
        (
            Need("Science park management twinning", "RS", "other ict", "park exchange"),
            Need("Pilot plant for tailings recycling", "KZ", "resources environment", "transfer"),
        ),
        word(
            "# Westerby University",
            "# Background",
            "The university has worked with partners in Mongolia and Egypt since 2009 and runs 3 joint centres.",
            "# Proposals",
            "Proposal 1: Science park management twinning",
            "Partner country: Serbia",
            "Content: our science park would exchange managers and start-up programmes with a technology park.",
            "Proposal 2: Pilot plant for tailings recycling",
            "Partner country: Kazakhstan",
            "Content: build a pilot plant that recovers copper from tailings.",
            "Budget: 1.4 million euros",
            "# Contact",
            "Ann Dale, ann@westerby.example",
        ),
    ),
    Sample(
        "Предложения НИИ Рудная.docx",
        "reply",
        "НИИ горного дела «Рудная»",
        (
            Need("Внедрение технологии извлечения лития из рассолов", "UZ", "resources materials", "transfer"),
            Need("Стажировки молодых геологов", "MN", "resources", "exchange"),
        ),
        word(
            "НИИ горного дела «Рудная»",
            "Уважаемые коллеги!",
            "В ответ на ваше письмо сообщаем следующие предложения:",
            "1) Внедрение технологии извлечения лития из рассолов. Пилотная установка в Узбекистане. "
            "Бюджет: 45 млн рублей. Срок: 2027–2029 годы.",
            "2) Стажировки молодых геологов. Приём на три месяца до 15 специалистов из Монголии ежегодно.",
            "С уважением,",
            "заместитель директора П. Орлов",
        ),
    ),
    Sample(
        "Ответ университета.docx",
        "reply",
        "Приозёрный университет",
        (
            Need("Совместная лаборатория водной экологии", "KZ", "environment resources", "joint_lab"),
            Need("Летняя школа по гидрологии", "KG", "resources environment", "exchange"),
        ),
        word(
            "Приозёрный университет",
            "Общие сведения",
            "Университет основан в 1965 году, обучается 9 тысяч студентов.",
            "Наши предложения",
            "Предложение 1. Совместная лаборатория водной экологии",
            "Страна: Казахстан",
            "Содержание: наблюдения за качеством воды трансграничных озёр.",
            "Предложение 2. Летняя школа по гидрологии",
            "Страна: Киргизия",
            "Содержание: двухнедельные курсы для аспирантов.",
            "Контактная информация",
            "И. Седова, тел. 000-00-00",
        ),
    ),
    Sample(
        "桐江轨道交通集团.docx",
        "reply",
        "桐江轨道交通集团有限公司",
        (
            Need("雅万高铁沿线沉降监测技术合作", "ID", "transport", "joint_lab transfer"),
            Need("肯尼亚铁路检修工培训", "KE", "transport", "exchange"),
        ),
        word(
            "桐江轨道交通集团有限公司",
            "我集团结合海外项目实际，提出以下需求：",
            "★ 雅万高铁沿线沉降监测技术合作：与印度尼西亚铁路企业联合研发沉降监测系统，期限2年，经费500万元。",
            "★ 肯尼亚铁路检修工培训：在蒙内铁路举办检修工培训班，每年2期。",
            "联系人：邹某",
        ),
    ),
    Sample(
        "云帆海洋所.docx",
        "reply",
        "云帆海洋研究所",
        (
            Need("斯里兰卡珊瑚礁修复技术推广", "LK", "ocean", "transfer"),
            Need("孟加拉湾联合海洋观测中心", "BD", "ocean", "joint_lab"),
            Need("东盟青年海洋学者访学", "BN KH ID LA MY MM PH SG TH VN TL", "ocean", "exchange"),
        ),
        word(
            "云帆海洋研究所需求建议",
            "第一，斯里兰卡珊瑚礁修复技术推广。在亭可马里推广珊瑚苗圃和人工礁体技术。",
            "第二，孟加拉湾联合海洋观测中心。与孟加拉国共建浮标观测网。",
            "第三，东盟青年海洋学者访学。每年资助10名东盟国家青年学者来所工作6个月。",
        ),
    ),
    Sample(
        "墨池软件学院需求.docx",
        "reply",
        "墨池软件学院",
        (Need("阿拉伯语智能客服大模型联合研发", "SA EG", "ict", "joint_lab"),),
        word(
            "墨池软件学院",
            "科技合作处：",
            "经研究，我院拟与沙特、埃及高校开展阿拉伯语智能客服大模型联合研发，"
            "建设阿拉伯语语料库，培养本地工程师，期限为2027年1月至2029年12月，所需经费约600万元。",
            "特此函告。",
            "墨池软件学院",
            "2026年10月13日",
        ),
    ),
    Sample(
        "北麓地震局.docx",
        "reply",
        "北麓地震局",
        (
            Need("尼泊尔强震动台网建设", "NP", "disaster", "joint_lab transfer"),
            Need("地震应急救援人员联训", "TR", "disaster", "exchange"),
        ),
        word(
            "北麓地震局",
            "一、工作基础",
            "（一）已建成强震动台网，覆盖全省。",
            "（二）与土耳其、伊朗开展过联合救援。",
            "二、需求建议",
            "（一）尼泊尔强震动台网建设",
            "援建15个强震动台站，实现数据实时共享。",
            "（二）地震应急救援人员联训",
            "与土耳其救援队互派队员联合训练。",
        ),
    ),
)
