"""A small invented call with three units: enough of everything a document has to show."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from docx import Document as open_docx
from docx.document import Document
from lxml import etree

from wutong.documents.blocks import Place
from wutong.exchange.feedback_letter import Feedback
from wutong.exchange.letter import CallLetter
from wutong.exchange.plan_document import Plan
from wutong.exchange.values import MergedNeed, Money, OriginalNeed, Section, Source
from wutong.exchange.workbook import FileRow, MergedRow, UnitRow, Workbook

BEIJING = ZoneInfo("Asia/Shanghai")
DIGEST = "3f" * 32
UNITS = ("演示第一大学", "演示第二研究院", "演示第三港务公司")


@dataclass(frozen=True)
class Opened:
    """A produced .docx, opened: what a reader sees, and everything the file holds."""

    word: Document
    parts: dict[str, bytes]

    @classmethod
    def from_bytes(cls, content: bytes) -> Opened:
        archive = ZipFile(BytesIO(content))
        return cls(open_docx(BytesIO(content)), {name: archive.read(name) for name in archive.namelist()})

    @property
    def lines(self) -> list[str]:
        return [paragraph.text for paragraph in self.word.paragraphs]

    @property
    def text(self) -> str:
        """Body, tables, headers and footers as one text."""
        return "\n".join("".join(self._texts(blob)) for name, blob in self.parts.items() if name.endswith(".xml"))

    @staticmethod
    def _texts(blob: bytes) -> list[str]:
        return [str(text) for text in etree.fromstring(blob).itertext()]

    def tables(self) -> list[list[list[str]]]:
        """Tables without the one that holds copies at the foot: rows of cell texts, merged cells once."""
        found = []
        for table in self.word.tables:
            rows = [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]
            found.append(rows)
        return found

    def styled(self, style: str) -> list[str]:
        return [p.text for p in self.word.paragraphs if p.style is not None and p.style.style_id == style]


@pytest.fixture
def opened() -> Callable[[bytes], Opened]:
    return Opened.from_bytes


@pytest.fixture
def converted(tmp_path: Path) -> Callable[[str, bytes, str], bytes]:
    """A file as LibreOffice converts it. A chain such as “ods.xlsx” goes there and back."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")

    def convert(name: str, content: bytes, chain: str) -> bytes:
        path = tmp_path / name
        path.write_bytes(content)
        for number, kind in enumerate(chain.split(".")):
            out = tmp_path / f"step{number}"
            profile = f"-env:UserInstallation=file://{tmp_path}/profile"
            command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            path = (out / name).with_suffix(f".{kind}")
        return path.read_bytes()

    return convert


def source(unit: int, place: Place | None = None) -> Source:
    return Source(UNITS[unit], f"回函{unit + 1}.docx", place or Place("paragraph", paragraph=unit + 3), DIGEST)


LAB = MergedNeed(
    "1", "共建智慧港口联合实验室", "与伙伴国港口管理机构共建智慧港口联合实验室，开展自动化码头与航运调度联合研究。",
    (UNITS[0], UNITS[2]), ("马来西亚", "斯里兰卡"), "交通", "共建联合实验室",
    (Money(Decimal(3_000_000), "CNY"), Money(Decimal("120000.50"), "USD")), "2027—2029年", "高", (source(0), source(2)),
)  # fmt: skip
YOUTH = MergedNeed(
    "2", "青年科学家来华研修", "每年接收中亚五国青年科学家10人次，开展6至12个月合作研究。", (UNITS[1],),
    ("哈萨克斯坦",), "环境", "科技人文交流", (Money(Decimal(800_000), "CNY"),), "2027年", "中", (source(1),),
)  # fmt: skip
SECTIONS = (
    Section("一、", "科技人文交流", ("开展形式多样的科技人文交流。",), children=(
        Section("（一）", "杰出青年科学家来华工作", (), (YOUTH,)),
        Section("（二）", "科普交流"),
    )),
    Section("二、", "共建联合实验室", ("依托优势单位共建联合实验室。",), (LAB,)),
)  # fmt: skip
ASKED = (
    OriginalNeed("N1", UNITS[0], "智慧港口联合实验室", "拟与马来西亚共建。", ("马来西亚",), "交通", "共建联合实验室",
                 Money(Decimal(3_000_000), "CNY"), "2027—2029年", "王演示 010-00000001", "merged", "内容相近",
                 "1", LAB.title, (UNITS[2],), (source(0),)),
    OriginalNeed("N2", UNITS[2], "港口自动化联合研究中心", "拟与斯里兰卡共建。", ("斯里兰卡",), "交通",
                 "共建联合实验室",
                 Money(Decimal("120000.50"), "USD"), "", "李演示", "merged", "", "1", LAB.title, (UNITS[0],),
                 (source(2),)),
    OriginalNeed("N3", UNITS[1], "青年科学家研修", "每年10人次。", ("哈萨克斯坦",), "环境", "科技人文交流",
                 Money(Decimal(800_000), "CNY"), "2027年", "赵演示", "accepted", "", "2", YOUTH.title, (),
                 (source(1),)),
    OriginalNeed("N4", UNITS[1], "购置办公车辆", "", (), "其他", "", None, "", "", "declined", "不属于征集范围", "", "",
                 (), (source(1, Place("cell", sheet="Sheet1", row=4, column=2)),)),
    OriginalNeed("N5", UNITS[1], "海水淡化技术转移", "", ("阿曼",), "资源", "技术转移", None, "", "", "waiting", "", "",
                 "", (), (source(1, Place("cell", table=2, row=5, column=3)),)),
)  # fmt: skip


@pytest.fixture
def plan() -> Plan:
    return Plan(
        "演示部“一带一路”科技创新\n需求实施方案", "演示部科技司", date(2026, 11, 24), SECTIONS, ASKED,
        ("为落实行动计划，演示部科技司面向有关单位征集需求，经汇总研究，形成本方案。",), "演示部", "演示科〔2026〕12号",
        "演示部文件", ("演示部各司局",), "演示部办公厅",
    )  # fmt: skip


@pytest.fixture
def letter() -> CallLetter:
    return CallLetter(
        issuer={"zh-hans": "中华人民共和国演示部", "en": "Demonstration Ministry"},
        title={"zh-hans": "关于征集“一带一路”科技创新\n需求建议的函", "en": "Call for science and technology needs"},
        addressees=tuple({"zh-hans": name, "en": f"Demo unit {n}"} for n, name in enumerate(UNITS, 1)),
        body={
            "zh-hans": ("为落实行动计划，现征集需求建议。", "请根据与合作国家现有基础提出具体需求。"),
            "en": ("Under the action plan we are collecting needs.", "Please describe yours."),
        },
        deadline=datetime(2026, 12, 20, 18, 0, tzinfo=BEIJING),
        date=date(2026, 11, 24),
        number={"zh-hans": "演示函〔2026〕12号", "en": "DM (2026) 12"},
        signatory={"zh-hans": "演示部科技司", "en": "Department of Science, Demonstration Ministry"},
        contact="张演示", phone="010-00000000", email="needs@ministry.example",
        attachments=({"zh-hans": "需求建议表", "en": "Form"}, {"zh-hans": "科技创新合作行动计划", "en": "Action plan"}),
        copies=({"zh-hans": "演示部办公厅", "en": "General Office"},),
    )  # fmt: skip


@pytest.fixture
def feedback() -> Feedback:
    needs = tuple(need for need in ASKED if need.unit == UNITS[1])
    return Feedback(
        "中华人民共和国演示部", UNITS[1], "“一带一路”科技创新需求征集", needs, date(2026, 11, 24),
        "演示函〔2026〕30号", "《演示部实施方案》", "演示部科技司", "张演示", "010-00000000", "needs@ministry.example",
    )  # fmt: skip


@pytest.fixture
def book() -> Workbook:
    made = datetime(2026, 11, 24, 9, 30, tzinfo=BEIJING)
    return Workbook(
        "演示征集汇总", "演示部科技司", made,
        (MergedRow(YOUTH, "（一） 杰出青年科学家来华工作"), MergedRow(LAB, "二、共建联合实验室")),
        ASKED,
        (UnitRow(UNITS[0], "高校", "已回函", 1, made, made, (), "王演示"),
         UnitRow(UNITS[1], "研究院", "已转办", 3, made, None, ("演示下属所",), "赵演示")),
        (FileRow("回函1.docx", UNITS[0], "回函", 1, made, DIGEST),
         FileRow("坏文件.doc", "", "无法读取", 0, made, DIGEST, "已损坏")),
    )  # fmt: skip
