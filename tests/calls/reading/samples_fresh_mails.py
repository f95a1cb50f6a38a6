"""Replies by mail: answers above older messages, other encodings, attachments, archives in archives. All invented."""

from __future__ import annotations

from tests.calls.reading.samples_label import Need, Sample
from tests.calls.reading.samples_writing import excel, mail, word, zipped

LETTER = "请贵单位结合实际研究提出具体需求建议，请于11月10日前书面反馈我处。"

SAMPLES = (
    Sample(
        "01.eml",
        "reply",
        "临沧药用植物园",
        (
            Need("老挝药用植物种质圃", "LA", "health agriculture", "joint_lab transfer"),
            Need("傣药炮制技术人员互访", "TH", "health", "exchange"),
        ),
        mail(
            "答复: 征集需求",
            "老师好：\n\n我园需求如下：\n1、老挝药用植物种质圃：在琅勃拉邦共建种质圃，保存药用植物300种，经费85万元。\n"
            "2、傣药炮制技术人员互访：与泰国同行互派技术人员学习炮制技术。\n\n临沧药用植物园\n\n"
            f'------------------ 原始邮件 ------------------\n发件人: "合作处" <needs@office.example>\n'
            f"发送时间: 2026年10月8日(星期四) 上午9:00\n主题: 征集需求\n\n各单位：\n{LETTER}\n",
        ),
    ),
    Sample(
        "02-gbk.eml",
        "reply",
        "澜沧江渔业研究所",
        (Need("湄公河大鲶鱼人工繁育联合实验室", "TH", "agriculture ocean environment", "joint_lab"),),
        mail(
            "澜沧江渔业研究所需求",
            "需求名称：湄公河大鲶鱼人工繁育联合实验室\n合作国家：泰国\n主要内容：共建繁育实验室，攻关亲鱼培育。\n"
            "经费：120万元\n期限：2027—2029年\n",
            charset="gb18030",
        ),
    ),
    Sample(
        "03.eml",
        "reply",
        "Harrow Bay Port Authority",
        (
            Need("Training of port pilots", "DJ", "transport", "exchange"),
            Need("Shore power demonstration berth", "GR", "transport energy", "transfer"),
        ),
        mail(
            "RE: call for needs",
            "Dear all,\n\nOur proposals:\n\n- Training of port pilots from Djibouti, 12 people a year\n"
            "- Shore power demonstration berth in Greece, EUR 900,000 over two years\n\n"
            "Kind regards\nHarrow Bay Port Authority\n\n"
            "On Mon, 5 Oct 2026 at 10:12, Programme Office <office@call.example> wrote:\n"
            "> Dear units,\n> please submit your needs by 10 November.\n> 1. fill in the form\n> 2. return it\n",
        ),
    ),
    Sample(
        "04.eml",
        "no_needs",
        "雾灵天文台",
        (),
        mail(
            "回复：征集需求",
            f"经研究，我台本次不提出新的需求。\n雾灵天文台\n\n> {LETTER}\n> 一、共建联合实验室\n> 二、技术转移\n",
        ),
    ),
    Sample(
        "05.eml",
        "reply",
        "鹿鸣畜牧研究院",
        (
            Need("中蒙口蹄疫疫苗联合研发", "MN", "agriculture health", "joint_lab"),
            Need("哈萨克斯坦肉羊杂交改良示范", "KZ", "agriculture", "transfer"),
        ),
        mail(
            "鹿鸣畜牧研究院需求建议",
            "附件为我院需求建议，请查收。",
            attachments={
                "需求建议.docx": word(
                    "鹿鸣畜牧研究院",
                    "1．中蒙口蹄疫疫苗联合研发",
                    "与蒙古国联合研发口蹄疫疫苗，期限3年。",
                    "2．哈萨克斯坦肉羊杂交改良示范",
                    "引入杜泊羊开展杂交改良，示范1万只。",
                )
            },
        ),
    ),
    Sample(
        "06.zip",
        "reply",
        "",
        (
            Need("Biogas pilot plant for cattle farms", "KG", "energy agriculture", "transfer"),
            Need("Biogas pilot plant for cattle farms", "KG", "energy agriculture", "transfer"),  # mail and its table
            Need("高海拔冻土路基联合试验", "TJ", "transport", "joint_lab"),
        ),
        zipped(
            {
                "inner.zip": zipped(
                    {
                        "letter.eml": mail(
                            "Our need",
                            "We propose the following: Biogas pilot plant for cattle farms\nin Kyrgyzstan, 2 years.\n",
                            attachments={
                                "need.xlsx": excel(
                                    {
                                        "S": [
                                            ["Title", "Description", "Country"],
                                            ["Biogas pilot plant for cattle farms", "two digesters", "Kyrgyzstan"],
                                        ]
                                    }
                                )
                            },
                        )
                    }
                ),
                "冻土.docx": word("需求名称：高海拔冻土路基联合试验", "合作国家：塔吉克斯坦", "主要内容：共建试验段。"),
            }
        ),
    ),
    Sample(
        "07.eml",
        "reply",
        "",
        (
            Need("Центр трансфера технологий очистки воды", "UZ", "environment", "transfer"),
            Need("Обмен молодыми учёными", "BY", "other", "exchange"),
        ),
        mail(
            "Re: Запрос",
            "Здравствуйте!\nНаправляем наши предложения:\n1. Центр трансфера технологий очистки воды (Узбекистан), "
            "бюджет 20 млн руб.\n2. Обмен молодыми учёными с Беларусью, 10 человек в год.\n\nС уважением,\nА. Гусева\n\n"
            "12.10.2026, 09:30, Отдел сотрудничества <dep@call.example> писал(а):\n> Просим направить предложения "
            "до 10 ноября.\n",
        ),
    ),
    Sample(
        "08.eml",
        "reply",
        "Kestrel Polytechnic",
        (Need("Joint laboratory for wheat rust", "PK", "agriculture", "joint_lab"),),
        mail(
            "Needs",
            "see the html part",
            html="<html><body><p>Kestrel Polytechnic</p><p>Our needs are as follows:</p><table border=1>"
            "<tr><th>Title</th><th>Country</th><th>Description</th></tr>"
            "<tr><td>Joint laboratory for wheat rust</td><td>Pakistan</td><td>shared greenhouse and sequencing</td></tr>"
            "</table></body></html>",
        ),
    ),
    Sample(
        "09 转发.eml",
        "reply",
        "",
        (
            Need("中巴棉花联合育种实验室", "PK", "agriculture", "joint_lab"),
            Need("喀喇昆仑公路边坡监测技术输出", "PK", "transport disaster", "transfer"),
        ),
        mail(
            "Fwd: 需求",
            "请处理。\n\n---------- Forwarded message ---------\nFrom: Office <a@kunlun.example>\n"
            "Date: Thu, 8 Oct 2026\nSubject: 需求\nTo: desk@call.example\n\n"
            "现提出两项需求：\n1. 中巴棉花联合育种实验室，与巴基斯坦共建抗旱棉花育种平台。\n"
            "2. 喀喇昆仑公路边坡监测技术输出，在巴基斯坦示范边坡雷达。\n",
        ),
    ),
    Sample(
        "10.txt",
        "reply",
        "砚山园区管委会",
        (Need("老挝赛色塔科技园区规划咨询", "LA", "other", "park"),),
        "砚山园区管委会\n一、老挝赛色塔科技园区规划咨询\n派出专家帮助编制园区规划，开展人员交流。\n".encode("gbk"),
    ),
)
