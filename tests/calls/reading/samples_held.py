"""Sample replies held back while the reader was made. Units and needs are invented.

First reading, before anything was changed for them: kind .94, needs F1 .98, countries 1.0, field .96, action 1.0.
"""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word, zipped

ASEAN = "BN ID KH LA MM MY PH SG TH TL VN"

SAMPLES = (
    Sample(
        "1.docx",
        "reply",
        "沧浪海洋研究院",
        (
            Need("珊瑚礁修复联合观测站", "MV ID", "ocean", "joint_lab"),
            Need("海水淡化反渗透膜组件推广应用", "AE OM", "ocean materials resources", "transfer"),
            Need("海洋预报业务人员互访", "MY", "ocean", "exchange"),
            Need("蓝色经济创业孵化园", "PT", "ocean", "park"),
        ),
        word(
            "沧浪海洋研究院科技创新合作需求表",
            [
                ["序号", "需求", "需求", "合作对象", "合作对象", "投入"],
                ["序号", "名称", "简要说明", "国家", "机构", "（万元）"],
                ["1", "珊瑚礁修复联合观测站", "在环礁布设长期观测断面", "马尔代夫、印度尼西亚", "待定", "260"],
                ["", "", "开展珊瑚苗圃培育", "", "", ""],
                [
                    "2",
                    "海水淡化反渗透膜组件推广应用",
                    "在沿海城镇应用国产膜组件",
                    "阿联酋、阿曼",
                    "某水务公司",
                    "1,200",
                ],
                ["序号", "名称", "简要说明", "国家", "机构", "（万元）"],
                ["3", "海洋预报业务人员互访", "每年互派5人", "马来西亚", "气象局", "30"],
                ["4", "蓝色经济创业孵化园", "为初创企业提供场地", "葡萄牙", "", "500"],
                ["合计", "", "", "", "", "1990"],
            ],
            merge=[(0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0)],
        ),
    ),
    Sample(
        "2.docx",
        "reply",
        "翠屏中医药大学",
        (
            Need("传统医药古籍数字化与知识共享", "IN NP", "health ict", "exchange joint_lab"),
            Need("针灸规范化诊疗中心", "HU", "health", "transfer joint_lab"),
            Need("青蒿种植与提取技术转移", "TZ", "health agriculture", "transfer"),
        ),
        word(
            "**翠屏中医药大学需求建议",
            "我校提出以下三方面合作：",
            "① 传统医药古籍数字化与知识共享。与印度、尼泊尔学者互访，整理传统医药文献。",
            "② 针灸规范化诊疗中心。在匈牙利推广针灸诊疗标准，经费80万欧元。",
            "③ 青蒿种植与提取技术转移。向坦桑尼亚企业转让种植和提取技术，为期三年。",
            "以上需求请予支持。",
            "翠屏中医药大学",
            "二〇二六年十月十日",
        ),
    ),
    Sample(
        "3.eml",
        "reply",
        "雁门能源装备公司",
        (
            Need("风电叶片回收利用示范项目", "CL", "energy environment", "transfer"),
            Need("储能系统联合研究中心", "SA", "energy", "joint_lab"),
        ),
        mail(
            "需求建议 雁门能源装备公司",
            "见下表",
            "wind@yanmen.example",
            html="""<html><body><p>各位老师好：</p><p>我公司需求如下表。</p>
        <table border=1><tr><th>项目</th><th>内容</th><th>拟合作国别</th><th>起止时间</th><th>预算</th></tr>
        <tr><td>风电叶片回收利用示范项目</td><td>建设退役叶片回收示范线</td><td>智利</td><td>2027年3月至2029年2月</td><td>1500万元</td></tr>
        <tr><td>储能系统联合研究中心</td><td>联合研究高温环境下的储能安全</td><td>沙特阿拉伯</td><td>2027-2030</td><td>800万元</td></tr></table>
        <p>此致<br>敬礼</p><p>雁门能源装备公司</p></body></html>""",
        ),
    ),
    Sample(
        "4.xlsx",
        "reply",
        "寒山测绘研究所",
        (
            Need("北斗高精度定位基准站联网", "TN DZ", "aerospace transport", "joint_lab transfer"),
            Need("遥感数据处理培训班", ASEAN, "aerospace", "exchange"),
            Need("干旱区地下水卫星监测", "IR", "resources aerospace", "joint_lab"),
        ),
        excel(
            {
                "航天": [
                    ["寒山测绘研究所"],
                    [],
                    ["编号", "需求名称", "需求描述", "合作地区", "经费（万元）"],
                    ["1", "北斗高精度定位基准站联网", "共建基准站并共享数据", "突尼斯、阿尔及利亚", "400"],
                    ["2", "遥感数据处理培训班", "面向技术人员", "东盟", "60"],
                ],
                "资源": [
                    ["编号", "需求名称", "需求描述", "合作地区", "经费（万元）"],
                    ["1", "干旱区地下水卫星监测", "利用重力卫星联合研究地下水储量", "伊朗", "220"],
                ],
                "说明": [["填表说明"], ["1. 合作地区请写全称"]],
            },
            merge={"航天": ["A1:E1"]},
        ),
    ),
    Sample(
        "5.docx",
        "reply",
        "Harbour Logistics University",
        (
            Need("Green port power supply demonstration", "EG", "transport energy", "transfer"),
            Need("Summer school on maritime law and safety", "ID PH", "transport other ocean", "exchange"),
            Need("Logistics technology park twinning", "PL", "transport", "park"),
        ),
        word(
            "# Harbour Logistics University",
            "Response to the call for needs",
            "# Background",
            "We have worked with universities in Spain since 2015.",
            "# Our needs",
            "1. Green port power supply demonstration",
            "Countries: Egypt",
            "Budget: USD 900,000",
            "Shore power would be installed and demonstrated at two berths.",
            "2. Summer school on maritime law and safety",
            "Countries: Indonesia; Philippines",
            "Young officers would be invited for four weeks each summer.",
            "3. Logistics technology park twinning",
            "Countries: Poland",
            "Two technology parks would host each other's start-ups.",
            "# Contact",
            "Ms Zhou, office@harbour.example",
        ),
    ),
    Sample(
        "6.docx",
        "reply",
        "Томский центр агробиотехнологий",
        (
            Need("Селекция морозостойкой пшеницы", "KZ", "agriculture", "joint_lab"),
            Need("Стажировки молодых ветеринаров", "MN", "agriculture health", "exchange"),
        ),
        word(
            "Томский центр агробиотехнологий",
            "На ваш запрос сообщаем о следующих потребностях:",
            "Потребность 1. Селекция морозостойкой пшеницы",
            "Совместные исследования с Казахстаном, создание лаборатории.",
            "Бюджет: 15 млн руб.",
            "Потребность 2. Стажировки молодых ветеринаров",
            "Приём двадцати стажёров из Монголии ежегодно.",
            "Срок: 2027–2028 годы",
            "С уважением,",
            "Томский центр агробиотехнологий",
        ),
    ),
    Sample(
        "7.docx",
        "no_needs",
        "孤山林业站",
        (),
        word("孤山林业站", "需求反馈表", [["序号", "需求名称", "合作国家", "经费"], ["1", "无", "", ""]], "孤山林业站"),
    ),
    Sample(
        "8.eml",
        "no_needs",
        "",
        (),
        mail(
            "Re: call for needs",
            "Dear colleagues,\n\nThank you for your letter. "
            "Having consulted our departments, we have no proposals to submit this year.\n\n"
            "Kind regards,\nAnna",
            "anna@uni.example",
        ),
    ),
    Sample(
        "9.txt",
        "no_needs",
        "",
        (),
        (
            "В ответ на ваш запрос сообщаем, что предложений по научно-техническому сотрудничеству не имеем.\n"
            "Директор Петров"
        ).encode(),
    ),
    Sample(
        "10.eml",
        "not_a_reply",
        "",
        (),
        mail(
            "国际会议招展邀请",
            "尊敬的领导：\n第八届博览会诚邀贵单位参展，早鸟价优惠，展位有限，扫码报名立即咨询。\n退订请回复T",
            "promo@expo.example",
        ),
    ),
    Sample(
        "11.eml",
        "not_a_reply",
        "",
        (),
        mail(
            "关于征集函的咨询",
            "老师您好，请问我校附属医院是否可以单独填报？另外经费需要填写外方出资部分吗？谢谢！",
            "q@uni.example",
        ),
    ),
    Sample(
        "12.docx",
        "not_a_reply",
        "",
        (),
        word(
            "科技创新合作需求反馈表",
            [
                ["序号", "需求名称", "合作内容", "合作国家", "经费（万元）"],
                ["1", "", "", "", ""],
                ["2", "", "", "", ""],
                ["3", "", "", "", ""],
            ],
            "填表人：　　联系电话：",
        ),
    ),
    Sample(
        "13.docx",
        "reply",
        "玄武岩纤维研究所",
        (
            Need("连续玄武岩纤维复合材料联合实验室", "UA BY", "materials", "joint_lab"),
            Need("低碳水泥生产线改造", "VN", "materials manufacturing", "transfer"),
        ),
        word(
            "玄武岩纤维研究所",
            [
                ["需求基本信息", "需求基本信息"],
                ["需求名称", "连续玄武岩纤维复合材料联合实验室"],
                ["技术领域", "新材料"],
                ["合作国别", "乌克兰、白俄罗斯"],
                ["合作内容", "合作内容"],
                [
                    "围绕连续纤维制备，共建联合实验室，联合培养研究生。",
                    "围绕连续纤维制备，共建联合实验室，联合培养研究生。",
                ],
                ["所需经费", "约四百万元"],
            ],
            "",
            [
                ["需求基本信息", "需求基本信息"],
                ["需求名称", "低碳水泥生产线改造"],
                ["技术领域", "建材"],
                ["合作国别", "越南"],
                ["合作内容", "推广低碳水泥技术，改造一条生产线"],
                ["所需经费", "1.2亿元"],
            ],
        ),
    ),
    Sample(
        "14.eml",
        "reply",
        "",
        (
            Need("跨境电商数字口岸平台", "KZ", "ict transport", "joint_lab transfer"),
            Need("旅游城市人工智能导览示范", "TH", "ict other", "transfer"),
        ),
        mail(
            "两条建议",
            "老师好，我们公司有两条建议：\n\n需求名称：跨境电商数字口岸平台\n合作国家：哈萨克斯坦\n主要内容：联合研发通关数据交换平台\n经费：220万元\n\n需求名称：旅游城市人工智能导览示范\n合作国家：泰国\n主要内容：在曼谷示范应用语音导览\n经费：90万元\n联系人：小赵\n",
            charset="gbk",
        ),
    ),
    Sample(
        "15.zip",
        "reply",
        "",
        (Need("机床远程运维中心", "TR", "manufacturing", "transfer joint_lab"),),
        zipped(
            {
                "甲厂.xlsx": excel(
                    {
                        "表": [
                            ["需求名称", "合作内容", "国家"],
                            ["机床远程运维中心", "建设数控机床远程运维示范中心", "土耳其"],
                        ]
                    }
                ),
                "乙所.txt": "我所目前没有相关合作需求。".encode("gbk"),
            }
        ),
    ),
    Sample(
        "16.docx",
        "reply",
        "长陵物理研究中心",
        (
            Need("激光聚变诊断合作研究", "CZ", "energy", "joint_lab"),
            Need("科普讲师团赴外巡讲", "PK", "other", "exchange"),
        ),
        word(
            "长陵物理研究中心",
            "贵处来函收悉，现回复如下：",
            "我中心希望与捷克科研机构开展激光聚变诊断合作研究，共享实验平台，预算600万元。",
            "我中心还计划组织科普讲师团赴外巡讲，首站选择巴基斯坦，面向当地中学生开展科学讲座。",
            "长陵物理研究中心",
            "2026年10月30日",
        ),
    ),
)
