"""Words for the bodies that report on themselves, and for those that speak for a place.

Origin: written for this project.  An office of a place (市场监督管理局, 知识产权局, 政府)
gives the figures of its place and is in no table here; a court or procuratorate gives
them where it speaks of 全市法院.
"""

from pipeline.numbers.place_body_table import words_of

# How a body calls itself in its own report, by the last word of its name.
OWN_WORDS: dict[str, tuple[str, ...]] = {
    "海关": words_of("我关 本关 该关 全关 关区 海关 各隶属海关"),
    "大学": words_of("我校 本校 该校 全校 学校 校内 大学"),
    "学校": words_of("我校 本校 该校 全校 学校 校内"),
    "学院": words_of("我院 本院 该院 全院 我校 本校 该校 全校 学校 学院 校内"),
    "医院": words_of("我院 本院 该院 全院 医院 院内"),
    "研究院": words_of("我院 本院 该院 全院 研究院 院内"),
    "科学院": words_of("我院 本院 该院 全院 科学院 院内"),
    "研究所": words_of("我所 本所 该所 全所 研究所"),
    "博物馆": words_of("我馆 本馆 该馆 全馆 博物馆 馆内"),
    "图书馆": words_of("我馆 本馆 该馆 全馆 图书馆 馆内"),
    "美术馆": words_of("我馆 本馆 该馆 全馆 美术馆 馆内"),
    "科技馆": words_of("我馆 本馆 该馆 全馆 科技馆 馆内"),
    "协会": words_of("我会 本会 该会 协会"),
    "学会": words_of("我会 本会 该会 学会"),
    "商会": words_of("我会 本会 该会 商会"),
    "联合会": words_of("我会 本会 该会 联合会"),
    "基金会": words_of("我会 本会 该会 基金会"),
    "仲裁委员会": words_of("我委 本委 本会 该委 仲裁委"),
    "公证处": words_of("我处 本处 该处 公证处"),
    "公司": words_of("我公司 本公司 该公司 全公司 公司 我司 本司"),
    "集团": words_of("我集团 本集团 该集团 全集团 集团 公司"),
    "银行": words_of("我行 本行 该行 全行 银行"),
    "农商行": words_of("我行 本行 该行 全行 农商行"),
    "支行": words_of("我行 本行 该行 全行 支行"),
    "分行": words_of("我行 本行 该行 全行 分行"),
    "中心": words_of("我中心 本中心 该中心 全中心 中心"),
    "开发区": words_of("我区 本区 该区 全区 区内 园区 开发区"),
    "高新区": words_of("我区 本区 该区 全区 区内 园区 高新区"),
    "经开区": words_of("我区 本区 该区 全区 区内 园区 经开区"),
    "示范区": words_of("我区 本区 该区 全区 区内 示范区"),
    "试验区": words_of("我区 本区 该区 全区 区内 试验区"),
    "保税区": words_of("我区 本区 该区 全区 区内 保税区"),
    "园区": words_of("本园区 该园区 全园区 园区 园内 全区"),
    "产业园": words_of("本园区 该园区 全园区 园区 园内"),
    "科技园": words_of("本园区 该园区 全园区 园区 园内"),
    "法院": words_of("我院 本院 该院 全院 院内"),
    "中院": words_of("我院 本院 该院 全院 院内"),
    "检察院": words_of("我院 本院 该院 全院 院内"),
}

# Offices of the whole country: what they report on is the country.
NATIONAL_OFFICES = words_of("""
    国家知识产权局 国家市场监督管理总局 国家市场监管总局 国家版权局 海关总署 最高人民法院
    最高人民检察院 国家统计局 国务院 商务部 农业农村部 科学技术部 科技部 文化和旅游部 教育部
    工业和信息化部 公安部 司法部 财政部 中国人民银行
""")


def own_words(body: str) -> tuple[str, ...]:
    """Return how a body calls itself in its own report.

    >>> own_words("黄埔海关")[:3]
    ('我关', '本关', '该关')
    """
    ends = [word for word in OWN_WORDS if body.endswith(word)]
    return OWN_WORDS[max(ends, key=len)] if ends else ()
