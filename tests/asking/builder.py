"""Small ledgers for the tests of asking, built by the real stages."""

from pipeline.cleaning.cleaning import clean
from pipeline.documents.document import Document, Format
from pipeline.numbers.ledger import Ledger, build_ledger

REPORT = """望川县数字经济工作情况
发布时间:2021-03-05
2020年,全县新建充电桩1260个,同比增长18.4%,总数居全市第五。望川县新建公园6座。
一、加强服务
办证时限由6个工作日压缩到2个工作日。群众普遍满意。
二、下一步打算
开展专题调研。
"""


def ledger_of(raw: str) -> Ledger:
    """Return the ledger of a plain text."""
    return build_ledger(
        clean(Document("d", "d.txt", "0" * 64, raw, "utf-8", "utf-8", Format.PLAIN))
    )
