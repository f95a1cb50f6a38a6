"""Replies in tables: columns under any wording, labels beside values, merged heads, sheets. All invented."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, word

SAMPLES = (
    Sample(
        "霞浦学院.docx",
        "reply",
        "霞浦学院",
        (
            Need("大黄鱼深远海养殖技术推广", "MY", "ocean agriculture", "transfer"),
            Need("海藻多糖联合研究中心", "ID", "ocean health materials", "joint_lab"),
        ),
        word(
            "霞浦学院科技创新需求汇总",
            [
                ["编号", "拟开展的合作项目", "合作要点", "合作国别（地区）", "资金（万元）", "起止时间", "联系人/电话"],
                [
                    "1",
                    "大黄鱼深远海养殖技术推广",
                    "输出深水网箱与苗种技术",
                    "马来西亚",
                    "320",
                    "2027.1-2029.12",
                    "林某 1",
                ],
                ["2", "海藻多糖联合研究中心", "共建研究中心，开发海藻多糖产品", "印尼", "210", "2027-2028", "郑某 2"],
            ],
        ),
    ),
    Sample(
        "需求统计-青峦集团.xlsx",
        "reply",
        "青峦集团",
        (
            Need("露天矿无人驾驶矿卡示范应用", "RS", "resources transport manufacturing", "transfer"),
            Need("选矿工程师来华研修", "ZM", "resources", "exchange"),
            Need("中蒙矿山生态修复联合实验室", "MN", "environment resources", "joint_lab"),
        ),
        excel(
            {
                "汇总": [
                    ["青峦集团“一带一路”科技合作需求统计表", "", "", "", "", ""],
                    ["序号", "基本信息", "", "合作情况", "", "备注"],
                    ["", "需求名称", "需求内容", "国别", "经费（万元）", ""],
                    [1, "露天矿无人驾驶矿卡示范应用", "部署20台无人矿卡", "塞尔维亚", 1500, ""],
                    [2, "选矿工程师来华研修", "每批30人、为期两个月", "赞比亚", 120, ""],
                    [3, "中蒙矿山生态修复联合实验室", "共建联合实验室", "蒙古国", 360, "优先"],
                    ["合计", "", "", "", 1980, ""],
                ]
            },
            merge={"汇总": ["A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3"]},
        ),
    ),
    Sample(
        "登记卡-霜序研究所.docx",
        "reply",
        "霜序研究所",
        (Need("高原肺动脉高压联合研究", "NP", "health", "joint_lab"),),
        word(
            "需求登记卡",
            [
                ["填报单位", "霜序研究所"],
                ["需求名称", "高原肺动脉高压联合研究"],
                ["所属领域", "生命健康"],
                ["对应行动", "共建联合实验室"],
                ["拟合作国家", "尼泊尔"],
                ["主要内容", "建立高原病队列，联合研究发病机制。"],
                ["预期成果", "发表论文10篇，形成诊疗指南1部。"],
                ["经费预算", "180万元"],
                ["实施周期", "三年"],
                ["联系人", "贺某"],
            ],
        ),
    ),
    Sample(
        "Annex B Thornhill.docx",
        "reply",
        "Thornhill Technical University",
        (
            Need("Digital grid training centre", "PH", "energy ict", "exchange transfer"),
            Need("Joint observatory for volcanic ash", "ID", "disaster", "joint_lab"),
        ),
        word(
            "Annex B: list of needs",
            [
                ["Organisation", "Thornhill Technical University", "", ""],
                ["No.", "Proposed cooperation topic", "What will be done", "With which country"],
                ["1", "Digital grid training centre", "courses for grid operators", "Philippines"],
                ["2", "Joint observatory for volcanic ash", "build and run an observatory together", "Indonesia"],
            ],
            merge=[(0, 1, 0, 3)],
        ),
    ),
    Sample(
        "Таблица_ЦНИИ.xlsx",
        "reply",
        "ЦНИИ транспорта «Магистраль»",
        (
            Need("Демонстрация системы мониторинга мостов", "KZ", "transport", "transfer"),
            Need("Обучение диспетчеров железных дорог", "MN", "transport", "exchange"),
        ),
        excel(
            {
                "Лист1": [
                    ["Организация: ЦНИИ транспорта «Магистраль»"],
                    [],
                    ["№ п/п", "Наименование темы", "Суть предложения", "Страна-партнёр", "Бюджет, млн руб.", "Годы"],
                    [
                        1,
                        "Демонстрация системы мониторинга мостов",
                        "датчики на трёх мостах",
                        "Казахстан",
                        18,
                        "2027-2028",
                    ],
                    [2, "Обучение диспетчеров железных дорог", "курсы по 40 часов", "Монголия", 3.5, "2027"],
                    ["Всего", "", "", "", 21.5, ""],
                ]
            }
        ),
    ),
    Sample(
        "两张表.docx",
        "reply",
        "白榆农林大学",
        (
            Need("橡胶树白粉病绿色防控", "TH", "agriculture", "transfer joint_lab"),
            Need("竹藤编织技能培训", "RW", "agriculture other", "exchange"),
            Need("中尼茶叶科技园", "NP", "agriculture", "park"),
        ),
        word(
            "白榆农林大学",
            "表1 近期需求",
            [
                ["需求项目", "内容简介", "国家"],
                ["橡胶树白粉病绿色防控", "推广生物防治与预测预报技术", "泰国"],
                ["竹藤编织技能培训", "面向妇女合作社开展培训", "卢旺达"],
            ],
            "表2 中期需求",
            [["需求项目", "内容简介", "国家"], ["中尼茶叶科技园", "规划建设茶叶科技园区，引入加工企业", "尼泊尔"]],
        ),
    ),
    Sample(
        "按国家排.xlsx",
        "reply",
        "河洛装备公司",
        (
            Need("小型拖拉机本地化组装", "NG", "agriculture manufacturing", "transfer"),
            Need("农机维修工培训", "NG", "agriculture manufacturing", "exchange"),
            Need("数控磨床远程诊断平台联合研发", "BY", "manufacturing", "joint_lab"),
        ),
        excel(
            {
                "Sheet1": [
                    ["报送单位：河洛装备公司", "", "", ""],
                    ["国别", "项目名称", "具体内容", "预算（万元）"],
                    ["尼日利亚", "小型拖拉机本地化组装", "转让组装工艺并建组装线", 700],
                    ["", "农机维修工培训", "每年培训60名维修工", 50],
                    ["白俄罗斯", "数控磨床远程诊断平台联合研发", "合作研发诊断算法", 260],
                ]
            },
            merge={"Sheet1": ["A3:A4"]},
        ),
    ),
    Sample(
        "四列卡片.docx",
        "reply",
        "澄湖环境研究院",
        (
            Need("咸海干涸湖床防风固沙技术示范", "UZ", "environment", "transfer"),
            Need("城市污泥处理人员交流", "IR", "environment", "exchange"),
        ),
        word(
            "澄湖环境研究院",
            [
                ["需求名称", "咸海干涸湖床防风固沙技术示范", "合作国家", "乌兹别克斯坦"],
                ["经费（万元）", "420", "执行期", "2027年3月—2030年2月"],
                ["合作内容", "筛选耐盐灌木，示范面积2000公顷", "<", "<"],
            ],
            [
                ["需求名称", "城市污泥处理人员交流", "合作国家", "伊朗"],
                ["经费（万元）", "60", "执行期", "2028年"],
                ["合作内容", "互派工程师短期交流", "", ""],
            ],
        ),
    ),
    Sample(
        "needs-list.xlsx",
        "reply",
        "Oakmere Space Centre",
        (
            Need("Nanosatellite ground station", "AE", "aerospace", "joint_lab transfer"),
            Need("Workshop on satellite data for farmers", "ZA", "aerospace agriculture", "exchange"),
        ),
        excel(
            {
                "Cover": [["Reply of Oakmere Space Centre"], ["Date", "2026-10-15"]],
                "Needs": [
                    [
                        "#",
                        "Short title of the activity",
                        "Brief description",
                        "Country",
                        "Est. cost (USD)",
                        "Time frame",
                    ],
                    [
                        1,
                        "Nanosatellite ground station",
                        "joint station and data laboratory",
                        "UAE",
                        240000,
                        "24 months",
                    ],
                    [2, "Workshop on satellite data for farmers", "one week", "South Africa", 30000, "May 2027"],
                ],
            }
        ),
    ),
    Sample(
        "竖排表-松隐公司.xlsx",
        "reply",
        "松隐新材料公司",
        (
            Need("高强玄武岩纤维联合研发中心", "BY", "materials", "joint_lab"),
            Need("建筑保温材料生产线转让", "TJ", "materials manufacturing", "transfer"),
            Need("中白工业园新材料孵化器", "BY", "materials", "park"),
        ),
        excel(
            {
                "需求": [
                    ["填报单位", "松隐新材料公司", "", ""],
                    ["项目", "需求一", "需求二", "需求三"],
                    ["需求名称", "高强玄武岩纤维联合研发中心", "建筑保温材料生产线转让", "中白工业园新材料孵化器"],
                    ["主要内容", "共建研发中心", "转让生产线", "共建孵化器"],
                    ["合作国家", "白俄罗斯", "塔吉克斯坦", "白俄罗斯"],
                    ["经费", "300万元", "900万元", "150万元"],
                ]
            }
        ),
    ),
    Sample(
        "无表头.docx",
        "reply",
        "丘陵茶学研究所",
        (
            Need("建设中斯茶叶质量联合实验室", "LK", "agriculture", "joint_lab"),
            Need("举办肯尼亚茶园机械化培训班", "KE", "agriculture", "exchange"),
        ),
        word(
            "丘陵茶学研究所",
            "我所需求如下：",
            [
                ["1", "建设中斯茶叶质量联合实验室", "与斯里兰卡茶叶研究机构合作开展农残检测"],
                ["2", "举办肯尼亚茶园机械化培训班", "培训茶园机采与修剪技术人员40名"],
            ],
        ),
    ),
    Sample(
        "两列编号.docx",
        "reply",
        "溪谷信息中心",
        (
            Need("跨境电商溯源平台联合开发", "VN", "ict", "joint_lab"),
            Need("数字治理官员研讨班", "LA", "ict", "exchange"),
        ),
        word(
            "溪谷信息中心需求反馈表",
            [
                ["需求一", ""],
                ["名称", "跨境电商溯源平台联合开发"],
                ["国家", "越南"],
                ["简介", "联合开发农产品溯源平台"],
                ["需求二", ""],
                ["名称", "数字治理官员研讨班"],
                ["国家", "老挝"],
                ["简介", "举办两期研讨班"],
            ],
        ),
    ),
)
