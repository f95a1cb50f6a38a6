"""Files that look like a reply and are none, or say in an unusual way that there is nothing. All invented."""

from __future__ import annotations

from tests.calls.reading.samples_label import Sample
from tests.calls.reading.samples_writing import excel, mail, word

SAY = "关于征集“一带一路”科技创新需求建议的函"


def near(name: str, kind: str, data: bytes, unit: str = "") -> Sample:
    return Sample(name, kind, unit, (), data)


HEAD = ["序号", "需求名称", "合作内容", "合作国家", "经费（万元）"]
SAMPLES = (
    near("无1.docx", "no_needs", word("漱石大学", [HEAD, ["1", "无", "无", "无", "无"]]), "漱石大学"),
    near("无2.docx", "no_needs", word("漱石大学", [HEAD, ["暂无需求", "", "", "", ""]]), "漱石大学"),
    near("无3.xlsx", "no_needs", excel({"表": [["填报单位：岱宗学院"], HEAD, ["", "/", "/", "/", "/"]]}), "岱宗学院"),
    near(
        "无4.docx", "no_needs", word("苔岭研究所", "合作司：", "来函已悉，我所今年没有拟上报的项目需求。", "苔岭研究所")
    ),
    near("无5.docx", "no_needs", word("你单位来函收到。经征求各处室意见，均无需求。", "某某局", "2026年10月9日")),
    near("无6.eml", "no_needs", mail("Re: call", "Dear colleagues,\nwe have nothing to propose this year.\nRegards")),
    near(
        "无7.eml", "no_needs", mail("Re: call", "After internal consultation, our institute does not have any needs.")
    ),
    near("无8.eml", "no_needs", mail("Ответ", "Добрый день! На данный момент потребностей в сотрудничестве не имеем.")),
    near("无9.docx", "no_needs", word("Уважаемые коллеги!", "Сообщаем об отсутствии предложений.", "Директор")),
    near("无10.docx", "no_needs", word([["单位名称", "苍梧中心"], ["需求名称", "无"], ["需求内容", "无"]]), "苍梧中心"),
    near("无11.eml", "no_needs", mail("零报告", "我单位零报告。谢谢。")),
    near("无12.docx", "no_needs", word("一、需求建议", "无。", "二、意见建议", "无。", "汀州学院", "2026年10月1日")),
    near("外1.eml", "not_a_reply", mail("自动回复: 征集", "本人正在休假，将于下周一返回，期间无法查看邮件。")),
    near("外2.eml", "not_a_reply", mail("Automatic reply: call", "I am out of the office until 3 November.")),
    near("外3.eml", "not_a_reply", mail("Автоответ", "Я в отпуске до 5 ноября. По срочным вопросам звоните 000.")),
    near("外4.eml", "not_a_reply", mail("Undeliverable: call", "Delivery has failed to these recipients.")),
    near(
        "外5.eml", "not_a_reply", mail("Отсутствие", "Нахожусь в командировке, отвечу на ваше письмо по возвращении.")
    ),
    near("问1.eml", "not_a_reply", mail("咨询", "您好，请问附件表格中的经费一栏是填总经费还是申请经费？谢谢。")),
    near("问2.eml", "not_a_reply", mail("Question", "Could you tell us whether private companies can take part?")),
    near("问3.eml", "not_a_reply", mail("Вопрос", "Подскажите, пожалуйста, можно ли подать две заявки?")),
    near("问4.docx", "not_a_reply", word("合作处：", "我院想了解一下，联合实验室类需求每个单位限报几项？", "晚晴学院")),
    near("问5.eml", "not_a_reply", mail("Re: call", "Which form should we use for joint laboratories?\nBest, Eva")),
    near("延1.eml", "not_a_reply", mail("延期", "因放假，我校材料预计下月中旬才能提交，申请延期两周，请批准。")),
    near("延2.eml", "not_a_reply", mail("Deadline", "We kindly request an extension of two weeks for our reply.")),
    near("延3.eml", "not_a_reply", mail("Срок", "Просим продлить срок представления предложений до 20 ноября.")),
    near(
        "函1.docx",
        "not_a_reply",
        word(
            SAY,
            "各有关单位：",
            "为落实行动计划，现征集需求。",
            "请各单位结合实际，研究提出需求，填写附件表格，",
            "请于2026年11月10日前反馈。",
            "附件：需求表",
        ),
    ),
    near(
        "函2.eml",
        "not_a_reply",
        mail(
            "Call for needs",
            "Dear units,\nyour unit is invited to submit its needs. Please send the form by 10 "
            "November 2026 to office@call.example.\nProgramme Office",
        ),
    ),
    near("空表.docx", "not_a_reply", word("需求反馈表", [HEAD, ["1", "", "", "", ""], ["2", "", "", "", ""]])),
    near(
        "空卡.docx",
        "not_a_reply",
        word([["需求名称", ""], ["合作国家", ""], ["主要内容", "（不超过300字）"], ["经费", ""]]),
    ),
    near(
        "讯1.eml",
        "not_a_reply",
        mail(
            "科技合作简报第12期",
            "本期要闻\n1. 中老铁路开通五周年\n2. 某大学举办国际论坛\n3. 新型水稻亩产创新高\n退订请回复TD",
        ),
    ),
    near(
        "讯2.eml",
        "not_a_reply",
        mail(
            "Newsletter October", "In this newsletter:\n1. New joint laboratory opened\n2. Call for papers\nUnsubscribe"
        ),
    ),
    near("广1.eml", "not_a_reply", mail("展会邀请", "诚邀贵单位报名参展，早鸟价优惠，展位有限，立即报名！")),
    near(
        "广2.eml",
        "not_a_reply",
        mail("Lab equipment", "Special offer: 20% off all microscopes. Click here to buy now."),
    ),
    near("收1.eml", "not_a_reply", mail("回复", "已收到，谢谢！")),
    near("收2.eml", "not_a_reply", mail("Re: call", "Received with thanks. We will reply in due course.")),
    near("收3.eml", "not_a_reply", mail("Re:", "来函已转相关部门办理，待汇总后另行报送。")),
    near(
        "会1.docx",
        "not_a_reply",
        word("会议通知", "定于10月20日召开国际合作工作会议，请各单位派员参加。", "地点：三楼"),
    ),
    near("简历.docx", "not_a_reply", word("个人简历", "姓名：丁某", "学历：博士", "2015—2019 某大学 讲师")),
    near("空.docx", "not_a_reply", word("", " ")),
)
