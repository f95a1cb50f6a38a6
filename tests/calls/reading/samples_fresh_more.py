"""A second round of replies and near misses, written after the first had been mended. All invented."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word, zipped

SAMPLES = (
    Sample(
        "蓝田大学复函.docx",
        "reply",
        "蓝田大学",
        (
            Need("吉尔吉斯斯坦高山牧场遥感监测联合实验室", "KG", "agriculture aerospace", "joint_lab"),
            Need("苏丹芝麻机械化收获技术示范", "SD", "agriculture", "transfer"),
            Need("阿曼海水淡化工程师研修", "OM", "resources environment ocean", "exchange"),
        ),
        word(
            "蓝田大学",
            "关于报送科技创新需求的函",
            "国际处：",
            "一、吉尔吉斯斯坦高山牧场遥感监测联合实验室",
            "1.合作内容：共建实验室，开展草畜平衡遥感监测。",
            "2.合作国家：吉尔吉斯斯坦。",
            "3.经费预算：230万元。",
            "二、苏丹芝麻机械化收获技术示范",
            "1.合作内容：示范芝麻联合收获机，面积3000亩。",
            "2.合作国家：苏丹。",
            "3.经费预算：110万元。",
            "三、阿曼海水淡化工程师研修",
            "1.合作内容：每年为阿曼培训20名海水淡化工程师。",
            "2.合作国家：阿曼。",
            "3.经费预算：70万元。",
            "以上，请审阅。",
            "蓝田大学科技处",
        ),
    ),
    Sample(
        "松花湖水产院.docx",
        "reply",
        "松花湖水产研究院",
        (
            Need("冷水鱼疫苗联合研发", "RU", "agriculture health", "joint_lab"),
            Need("越南罗非鱼苗种技术转让", "VN", "agriculture", "transfer"),
        ),
        word(
            "松花湖水产研究院",
            "合作处负责同志：",
            "我院有以下两个方面的考虑：",
            "一方面，希望与俄罗斯远东的研究机构合作；另一方面，面向越南推广成果。具体为：",
            "A. 冷水鱼疫苗联合研发",
            "与俄罗斯伙伴共同研发鲑鳟鱼疫苗，周期4年。",
            "B. 越南罗非鱼苗种技术转让",
            "向越南企业转让全雄罗非鱼苗种技术。",
        ),
    ),
    Sample(
        "Reply Fenwick.docx",
        "reply",
        "Fenwick Marine Laboratory",
        (
            Need("Early warning of harmful algal blooms", "TH VN", "ocean disaster environment", "joint_lab"),
            Need("Fellowships for young oceanographers", "LK", "ocean", "exchange"),
        ),
        word(
            "Fenwick Marine Laboratory",
            "Dear Programme Office,",
            "We are pleased to submit two proposals.",
            "I. Early warning of harmful algal blooms",
            "A joint research programme with Thailand and Viet Nam; buoys and shared data. Budget USD 480,000.",
            "II. Fellowships for young oceanographers",
            "Six fellowships a year for young scientists from Sri Lanka, 2027-2030.",
            "Sincerely,",
            "Dr. Amy Noor",
        ),
    ),
    Sample(
        "Предложения завода.docx",
        "reply",
        "Завод турбин «Каскад»",
        (
            Need("Модернизация малых ГЭС", "TJ", "energy", "transfer"),
            Need("Подготовка кадров для гидроэнергетики", "KG", "energy", "exchange"),
        ),
        word(
            "Завод турбин «Каскад»",
            "Уважаемые коллеги,",
            "направляем потребности нашего предприятия:",
            "— Модернизация малых ГЭС: поставка и установка турбин в Таджикистане, стоимость 3 млн долларов США;",
            "— Подготовка кадров для гидроэнергетики: обучение 40 специалистов из Киргизии.",
            "С уважением, технический директор",
        ),
    ),
    Sample(
        "双语表.xlsx",
        "reply",
        "Silk River Institute",
        (
            Need("Joint pest monitoring of cotton", "UZ", "agriculture", "joint_lab"),
            Need("Solar dryer demonstration", "TM", "agriculture energy", "transfer"),
        ),
        excel(
            {
                "Needs 需求": [
                    ["单位 Unit", "Silk River Institute", "", ""],
                    ["序号 No.", "需求名称 Title", "内容 Description", "国家 Country"],
                    [1, "Joint pest monitoring of cotton", "shared traps and laboratory", "Uzbekistan"],
                    [2, "Solar dryer demonstration", "ten dryers for fruit", "Turkmenistan"],
                ]
            }
        ),
    ),
    Sample(
        "分单位汇总.xlsx",
        "reply",
        "滨海省科技厅",
        (
            Need("红树林碳汇监测联合实验室", "ID", "ocean environment", "joint_lab"),
            Need("港口机械维修培训", "TZ", "transport manufacturing", "exchange"),
        ),
        excel(
            {
                "汇总": [
                    ["滨海省科技厅需求汇总表"],
                    ["填报单位：滨海省科技厅", "", "", "", "填报日期：2026年10月20日"],
                    ["序号", "申报单位", "需求名称", "主要内容", "合作国家"],
                    [1, "滨海大学", "红树林碳汇监测联合实验室", "联合观测", "印度尼西亚"],
                    [2, "滨海港务公司", "港口机械维修培训", "培训维修技师", "坦桑尼亚"],
                ]
            },
            merge={"汇总": ["A1:E1", "A2:D2"]},
        ),
    ),
    Sample(
        "卡片多张.docx",
        "reply",
        "竹溪疫苗研究所",
        (
            Need("狂犬病疫苗本地化生产", "ET", "health", "transfer"),
            Need("疫苗质控人员培训", "ZM", "health", "exchange"),
            Need("中非新发传染病联合研究中心", "SN", "health", "joint_lab"),
        ),
        word(
            "竹溪疫苗研究所需求表",
            *[
                [["项目名称", title], ["合作国", country], ["内容摘要", text], ["经费估算", money]]
                for title, country, text, money in (
                    ("狂犬病疫苗本地化生产", "埃塞俄比亚", "转移生产技术", "800万元"),
                    ("疫苗质控人员培训", "赞比亚", "分两期举办", "40万元"),
                    ("中非新发传染病联合研究中心", "塞内加尔", "共建研究中心", "600万元"),
                )
            ],
        ),
    ),
    Sample(
        "打包.zip",
        "reply",
        "",
        (Need("桥梁健康监测技术推广", "RS", "transport", "transfer"),),
        zipped(
            {
                "a/需求/桥梁.docx": word("需求名称：桥梁健康监测技术推广", "国家：塞尔维亚", "内容：推广监测系统。"),
                "a/无.txt": "我中心暂无需求。".encode("gb18030"),
            }
        ),
    ),
    Sample(
        "三层.eml",
        "reply",
        "霜桥光学研究所",
        (Need("中白激光加工联合实验室", "BY", "manufacturing materials", "joint_lab"),),
        mail(
            "转发: 回复: 征集需求",
            "见下。\n\n-----邮件原件-----\n发件人: 霜桥光学研究所\n发送时间: 2026年10月10日\n收件人: 合作处\n主题: 回复: 征集需求\n\n"
            "我所提出需求如下：\n1、中白激光加工联合实验室：与白俄罗斯共建。\n\n"
            "-----邮件原件-----\n发件人: 合作处\n发送时间: 2026年10月1日\n收件人: 各单位\n主题: 征集需求\n\n请于11月10日前反馈。\n",
        ),
    ),
    Sample("近1.eml", "no_needs", "", (), mail("Re: 征集", "已请示领导，我单位今年暂不参与此次征集。")),
    Sample(
        "近2.docx",
        "no_needs",
        "",
        (),
        word("Reply", "Please note that we have no proposals at this stage.", "Director"),
    ),
    Sample("近3.eml", "no_needs", "", (), mail("Ответ", "Наша организация не планирует представлять предложения.")),
    Sample("近4.xlsx", "no_needs", "", (), excel({"a": [["Title", "Country", "Description"], ["None", "", ""]]})),
    Sample("近5.docx", "no_needs", "", (), word("经梳理，我公司目前尚无此方面合作需求。", "特此说明。", "某公司")),
    Sample("近6.eml", "not_a_reply", "", (), mail("Re: call", "Is there a template in Russian?")),
    Sample("近7.eml", "not_a_reply", "", (), mail("已读: 征集需求", "您的邮件已于2026年10月8日被阅读。")),
    Sample(
        "近8.eml", "not_a_reply", "", (), mail("Change of contact", "Please note our new contact person is Ms. Hale.")
    ),
    Sample("近9.eml", "not_a_reply", "", (), mail("请假", "我于10月12日至16日外出参会，期间邮件回复可能不及时。")),
    Sample("近10.docx", "not_a_reply", "", (), word("发票", "品名：办公用品", "金额：300元", "税号：000")),
    Sample(
        "近11.docx",
        "not_a_reply",
        "",
        (),
        word(
            "Protokoll", "Minutes of the meeting of 3 October", "Present: A, B, C", "The next meeting is on 5 November."
        ),
    ),
    Sample("近12.eml", "not_a_reply", "", (), mail("Просрочка", "Можно ли перенести срок на неделю? Не успеваем.")),
)
