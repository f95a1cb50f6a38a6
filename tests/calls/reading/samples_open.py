"""Sample replies that were looked at while the reader was made. Units and needs are invented."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word, zipped

CENTRAL_ASIA = "KZ KG TJ TM UZ"

SAMPLES = (
    Sample(
        "青梧大学需求建议.docx",
        "reply",
        "青梧大学",
        (
            Need("中老水电站群联合调度实验室", "LA", "energy", "joint_lab"),
            Need("热带木薯良种繁育技术示范", "KH NG", "agriculture", "transfer"),
            Need("东南亚青年工程师水利信息化研修班", "VN TH MM", "ict resources", "exchange"),
        ),
        word(
            "青梧大学",
            "关于报送“一带一路”科技创新需求建议的函",
            "科技合作办公室：",
            "贵办《关于征集“一带一路”科技创新需求建议的函》收悉。经研究，现将我校需求建议报送如下：",
            "一、基本情况",
            "我校设有水利、农业等学科，长期与俄罗斯、埃及高校保持往来，已建有3个国际合作平台。",
            "二、需求建议",
            "（一）中老水电站群联合调度实验室",
            "拟与老挝有关单位围绕湄公河支流梯级电站开展联合调度研究，共建观测与仿真平台。",
            "合作国家：老挝；经费：300万元；期限：2027—2029年。",
            "（二）热带木薯良种繁育技术示范",
            "在柬埔寨、尼日利亚建立木薯良种示范基地，推广脱毒种苗和机械化栽培。",
            "经费预算约120万元。",
            "（三）东南亚青年工程师水利信息化研修班",
            "面向越南、泰国、缅甸青年工程师每年举办一期培训班，每期30人。",
            "三、联系方式",
            "联系人：周某 电话：010-00000001",
            "特此函复。",
            "青梧大学",
            "2026年10月20日",
        ),
    ),
    Sample(
        "反馈表-云岭农业研究院.xlsx",
        "reply",
        "云岭农业研究院",
        (
            Need("咖啡叶锈病综合防控技术推广", "ET", "agriculture", "transfer"),
            Need("跨境动物疫病联合监测实验室", "MM LA", "agriculture", "joint_lab"),
            Need("缅甸农技人员培训", "MM", "agriculture", "exchange"),
        ),
        excel(
            {
                "需求": [
                    ["附件2 科技创新合作需求汇总表"],
                    ["填报单位：云岭农业研究院", "", "", "", "", "单位：万元"],
                    ["序号", "合作事项", "主要内容", "国别", "所需资金", "负责人"],
                    [
                        1,
                        "咖啡叶锈病综合防控技术推广",
                        "引入抗病品种与绿色防控技术，建设示范园",
                        "埃塞俄比亚",
                        "80",
                        "李某",
                    ],
                    [2, "跨境动物疫病联合监测实验室", "与边境邻国共建口蹄疫监测实验室", "缅甸、老挝", "350", "王某"],
                    [3, "缅甸农技人员培训", "分批来华研修", "缅甸", "45", "李某"],
                    ["合计", "", "", "", "475", ""],
                    ["注：经费为三年合计。"],
                ],
                "选项": [["农业"], ["能源"]],
            },
            merge={"需求": ["A1:F1"]},
            hidden=["选项"],
        ),
    ),
    Sample(
        "reply.eml",
        "reply",
        "Baiyun Institute of Earthquake Engineering",
        (
            Need("Joint earthquake early warning network", "NP PK", "disaster", "joint_lab"),
            Need("Training of bridge inspection engineers", "KE", "transport disaster", "exchange"),
        ),
        mail(
            "Needs of our institute",
            "Dear colleagues,\n\nin reply to the call for needs we would like to propose the following:\n\n"
            "1. Joint earthquake early warning network. "
            "Together with partners in Nepal and Pakistan we wish to run\n"
            "   a joint observation network and laboratory. Budget: USD 1.2 million. "
            "Period: 2027-2030.\n\n"
            "2. Training of bridge inspection engineers. Forty engineers from Kenya would be trained each year.\n\n"
            "Best regards,\nLi Ming\nBaiyun Institute of Earthquake Engineering\nTel. 000",
            "Li Ming <li@quake.example>",
        ),
    ),
    Sample(
        "Ответ института.docx",
        "reply",
        "Институт горной экологии «Саяны»",
        (
            Need("Совместная лаборатория мониторинга ледников", "KG TJ", "environment disaster", "joint_lab"),
            Need("Внедрение технологии очистки шахтных вод", "MN", "environment", "transfer"),
        ),
        word(
            "Институт горной экологии «Саяны»",
            "В ответ на ваш запрос направляем следующие предложения.",
            [
                ["№", "Наименование предложения", "Краткое описание", "Страны", "Бюджет", "Срок"],
                [
                    "1",
                    "Совместная лаборатория мониторинга ледников",
                    "Создание сети наблюдений за ледниками и прорывоопасными озёрами",
                    "Киргизия, Таджикистан",
                    "12 млн руб.",
                    "2027–2029",
                ],
                [
                    "2",
                    "Внедрение технологии очистки шахтных вод",
                    "Пилотная установка на действующем руднике",
                    "Монголия",
                    "8,5 млн руб.",
                    "2 года",
                ],
                ["Итого", "", "", "", "20,5 млн руб.", ""],
            ],
            "С уважением, директор",
        ),
    ),
    Sample(
        "北屏港航集团回函.docx",
        "reply",
        "北屏港航集团",
        (
            Need("集装箱码头自动化改造技术输出", "GR", "transport", "transfer"),
            Need("港口青年管理人员来华交流", "LK DJ", "transport", "exchange"),
        ),
        word(
            "**北屏港航集团",
            "我集团提出两项需求：",
            "项目一",
            [
                ["项目名称", "集装箱码头自动化改造技术输出", "合作国家", "希腊"],
                ["经费", "2000万元", "期限", "3年"],
                ["合作内容", "对老旧岸桥进行自动化改造并转让控制系统", "", ""],
            ],
            "项目二",
            [
                ["项目名称", "港口青年管理人员来华交流", "合作国家", "斯里兰卡、吉布提"],
                ["经费", "90万元", "期限", "2027年"],
                ["合作内容", "邀请青年管理人员来华短期工作", "", ""],
            ],
        ),
    ),
    Sample(
        "海岬研究所.eml",
        "no_needs",
        "海岬研究所",
        (),
        mail(
            "回复：关于征集需求建议的函",
            "您好！\n来函收悉。经研究，我所暂无“一带一路”科技创新需求建议。\n特此回复。\n\n海岬研究所\n2026年10月9日",
            "office@cape.example",
        ),
    ),
    Sample(
        "autoreply.eml",
        "not_a_reply",
        "",
        (),
        mail("自动回复：关于征集需求建议的函", "您好，我正在出差，至11月5日期间无法及时回复邮件，急事请电联。"),
    ),
    Sample(
        "延期.docx",
        "not_a_reply",
        "澜石大学",
        (),
        word(
            "澜石大学",
            "关于申请延期报送需求建议的函",
            "合作办公室：",
            "因校内征集工作尚在进行，恳请将报送截止时间延期至11月20日。",
            "妥否，请复。",
            "澜石大学",
            "2026年10月28日",
        ),
    ),
    Sample(
        "forward.eml",
        "reply",
        "松河信息技术公司",
        (
            Need("面向中亚的多语种机器翻译平台", CENTRAL_ASIA, "ict", "joint_lab transfer"),
            Need("智慧城市软件园区合作", "UZ", "ict", "park"),
        ),
        mail(
            "转发：松河公司需求",
            "转给你们，请汇总。\n\n-----原始邮件-----\n发件人：松河信息技术公司 <it@songhe.example>\n"
            "发送时间：2026年10月12日\n收件人：合作处\n主题：需求建议\n\n现提出需求如下：\n"
            "一是面向中亚的多语种机器翻译平台，联合研发哈萨克语等语种语料库，面向中亚五国提供服务；\n二是智慧城市软件园区合作，与乌兹别克斯坦IT园互设孵化空间。\n",
        ),
    ),
    Sample(
        "材料.zip",
        "reply",
        "",
        (Need("光伏水泵灌溉示范", "SN", "energy agriculture", "transfer"),),
        zipped(
            {
                "石澜公司/需求.docx": word(
                    "石澜公司",
                    "需求名称：光伏水泵灌溉示范",
                    "主要内容：在农村社区示范光伏提水灌溉成套技术。",
                    "合作国家：塞内加尔",
                    "经费：60万元",
                ),
                "说明.txt": "附件为我公司材料，请查收。".encode(),
            }
        ),
    ),
    Sample(
        "征集函.docx",
        "not_a_reply",
        "",
        (),
        word(
            "关于征集“一带一路”科技创新需求建议的函",
            "各有关单位：",
            "为落实行动计划，请你单位结合实际，研究提出具体需求建议。",
            "请于11月1日前将需求建议书面反馈我办，电子版请发至邮箱。",
            "联系人：办公室",
        ),
    ),
    Sample("truncated.docx", "unreadable", "", (), word("一、合作")[:900]),
    Sample(
        "横表.xlsx",
        "reply",
        "丹霞稀土材料公司",
        (
            Need("稀土永磁电机材料联合研究中心", "MY", "materials", "joint_lab"),
            Need("尾矿综合利用技术转让", "KZ", "resources environment", "transfer"),
        ),
        excel(
            {
                "Sheet1": [
                    ["单位名称", "丹霞稀土材料公司", ""],
                    ["需求名称", "稀土永磁电机材料联合研究中心", "尾矿综合利用技术转让"],
                    ["需求内容", "共建稀土材料联合研究中心", "转让尾矿再选工艺"],
                    ["合作国家", "马来西亚", "哈萨克斯坦"],
                    ["经费（万元）", "500", "260"],
                    ["实施年限", "2027-2028", "3年"],
                ]
            }
        ),
    ),
)
