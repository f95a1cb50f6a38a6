"""More sample replies in shapes that clerks send: no needs, typed tables, Russian, French and Spanish, past needs.

Written without looking at the reader: 20 of the first 33 and 9 of the other 16 were wholly right at first sight."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word

SAMPLES = (
    Sample(
        "across.xlsx",
        "reply",
        "",
        (
            Need("光伏农业示范", "MA", "energy agriculture", "transfer"),
            Need("风资源联合观测", "EG", "energy", "joint_lab"),
        ),
        excel(
            {
                "S": [
                    ["项目", "需求一", "需求二"],
                    ["名称", "光伏农业示范", "风资源联合观测"],
                    ["做什么", "建设光伏温室示范", "共建测风塔联合观测"],
                    ["国家", "摩洛哥", "埃及"],
                    ["钱（万元）", "400", "260"],
                    ["年限", "3年", "2年"],
                ]
            }
        ),
    ),
    Sample(
        "lists.xlsx",
        "reply",
        "",
        (Need("中医药治疗疟疾合作研究", "KM", "health", "joint_lab"),),
        excel(
            {
                "填报": [
                    ["需求名称", "领域", "行动", "国家", "内容"],
                    ["中医药治疗疟疾合作研究", "医药卫生", "共建联合实验室", "科摩罗", "联合开展临床研究"],
                ],
                "选项": [["领域", "行动"], ["农业", "交流"], ["能源", "实验室"], ["医药卫生", "园区"]],
            },
            hidden=["选项"],
        ),
    ),
    Sample(
        "pair.docx",
        "reply",
        "",
        (
            Need("中蒙沙尘暴联合观测站网", "MN", "environment", "joint_lab"),
            Need("中老铁路运维人员培训", "LA", "transport", "exchange"),
        ),
        word(
            "1. 中蒙沙尘暴联合观测站网：共建8个观测站。预算：300万元。",
            "2. 中老铁路运维人员培训：每年培训50人。预算：100万元。",
        ),
    ),
    Sample(
        "mixed.docx",
        "reply",
        "",
        (Need("智慧渔业技术示范 Smart Fishery Demonstration", "KH", "agriculture", "transfer"),),
        word(
            [
                ["需求名称 / Title", "国家 / Country", "内容 / Description", "经费 / Budget (USD)"],
                [
                    "智慧渔业技术示范 Smart Fishery Demonstration",
                    "柬埔寨 Cambodia",
                    "在洞里萨湖示范智慧养殖。Demonstrate smart ponds.",
                    "120,000",
                ],
            ]
        ),
    ),
    Sample(
        "bullets.docx",
        "reply",
        "",
        (
            Need("水产病害防控培训", "ID", "agriculture", "exchange"),
            Need("海藻养殖技术推广", "PH", "agriculture ocean", "transfer"),
        ),
        word(
            "我院需求如下：",
            "• 水产病害防控培训（印度尼西亚，2027年，80万元）",
            "• 海藻养殖技术推广（菲律宾，2027—2028年，200万元）",
            "联系人：林某",
        ),
    ),
    Sample(
        "single.docx",
        "reply",
        "",
        (Need("伊朗盐湖提锂技术联合研发", "IR", "resources materials energy", "joint_lab"),),
        word(
            "关于伊朗盐湖提锂技术联合研发的需求",
            "一、背景",
            "伊朗盐湖资源丰富，开发程度低。",
            "二、主要内容",
            "与伊朗有关大学共建实验室，研究膜法提锂。",
            "三、预期目标",
            "形成中试工艺。",
            "四、经费与周期",
            "预算600万元，3年。",
            "五、联系人",
            "钱某，000-0000",
        ),
    ),
    Sample(
        "none1.eml",
        "no_needs",
        "",
        (),
        mail("回复：征集", "经征求各部门意见，我公司本轮没有需要提出的事项。\n祝好\n北洲港机有限公司"),
    ),
    Sample(
        "none2.docx",
        "no_needs",
        "",
        (),
        word([["单位", "安平学院"], ["是否有需求", "□有  ☑无"], ["需求名称", ""], ["合作国家", ""]]),
    ),
    Sample(
        "none3.eml",
        "no_needs",
        "",
        (),
        mail(
            "Re: call",
            "Dear Ms Li, we discussed this internally and will not be putting anything forward this year. Regards, Tom",
        ),
    ),
    Sample(
        "none4.eml",
        "no_needs",
        "",
        (),
        mail(
            "Ответ",
            "Добрый день! Рассмотрев запрос, сообщаем, что на данный момент потребности в сотрудничестве у института отсутствуют.\nС уважением",
        ),
    ),
    Sample("nr1.eml", "not_a_reply", "", (), mail("关于延期报送", "因领导出差，恳请将报送时间推迟至11月20日。")),
    Sample("nr2.eml", "not_a_reply", "", (), mail("答复", "邮件收到，已转科研处阅处。")),
    Sample(
        "nr3.docx",
        "not_a_reply",
        "",
        (),
        word("培训班报名回执", [["姓名", "单位", "电话"], ["张三", "甲公司", "123"]]),
    ),
    Sample(
        "t.txt",
        "reply",
        "",
        (
            Need("与孟加拉国共建黄麻纤维实验室", "BD", "materials agriculture manufacturing", "joint_lab"),
            Need("黄麻脱胶技术转移", "BD", "materials agriculture manufacturing environment", "transfer"),
        ),
        "## 需求\n\n1) 与孟加拉国共建黄麻纤维实验室\n   内容: 联合研究高值化利用\n   经费: 200万\n2) 黄麻脱胶技术转移\n   国家: 孟加拉国\n   内容: 推广生物脱胶\n".encode(),
    ),
    Sample(
        "c.csv",
        "reply",
        "",
        (
            Need("Wheat rust early warning", "TJ UZ", "agriculture", "joint_lab"),
            Need("Drone school", "KZ", "agriculture aerospace", "exchange"),
        ),
        b"title;countries;summary;cost\nWheat rust early warning;Tajikistan, Uzbekistan;Joint research network and laboratory;200000 USD\nDrone school;Kazakhstan;Training in crop drones;50000 USD\n",
    ),
    Sample(
        "h.html",
        "reply",
        "",
        (Need("渔港防波堤技术转让", "GH", "transport ocean", "transfer"),),
        "<html><body><h2>需求</h2><dl><dt>名称</dt><dd>渔港防波堤技术转让</dd><dt>国家</dt><dd>加纳</dd><dt>内容</dt><dd>转让预制沉箱技术</dd></dl></body></html>".encode(),
    ),
)
