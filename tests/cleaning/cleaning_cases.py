"""Raw texts and what cleaning leaves of them, grouped by where each case came from.

SPELLED_OUT   the rules, one case each
WILD          copied from annotated documents; the comment names the document
BUGS          one case per bug fixed
NOT_YET       wrong today and on record; a fix moves the case up
"""

Case = tuple[str, str]

SPELLED_OUT: list[Case] = [
    # what has no width
    ("授权\u200b396\ufeff件\xad", "授权396件"),
    ("\ufeff授权396件", "授权396件"),
    # odd blanks and line ends
    ("授权\u3000396\xa0件\u2002", "授权 396 件 "),
    ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
    ("授权\t396", "授权\t396"),
    # full-width forms
    (
        "２０２２年，授权１，１８３件；增长２５．７１％（ＰＣＴ）",
        "2022年,授权1,183件;增长25.71%(PCT)",
    ),
    ("约８～１０家！？：“《专利法》”、", "约8~10家!?:“《专利法》”、"),
    # radicals that PDF files hold in place of characters
    ("⽇本⼈⼝⼆⼗万", "日本人口二十万"),
    # pinyin glosses, right and wrong, in brackets of either width
    ("產(chǎn)權(quán)３件", "产权3件"),
    ("標（biāo）權(fù)辦(bàn)６件", "标权办6件"),
    ("萬(wàn)億(yì)個(gè)點(diǎn)", "万亿个点"),
    ("質(zhè)、產(chan)權(quan)業", "质、产权业"),
    ("女(nǚ)兒(ér)、綠(lǜ)", "女儿、绿"),
    # real brackets stay
    ("专利(PCT)18件,专利(pct)2件", "专利(PCT)18件,专利(pct)2件"),
    ("咖啡(café)3家,重量(kg),模式(N)", "咖啡(café)3家,重量(kg),模式(N)"),
    ("知識產權(chan)", "知识产权(chan)"),
    # stray commas, only where the text shows the pattern
    ("創造,、運用,,保護,。", "创造、运用,保护。"),
    ("創造、,運用;,保護。,", "创造、运用;保护。"),
    ("有效1,183件,,“甲”,“乙”", "有效1,183件,,“甲”,“乙”"),
    ("甲,,乙,,丙,,有效1,183件,“甲”,“乙”", "甲,乙,丙,有效1,183件,“甲”,“乙”"),
    # traditional text, its measures and its places
    ("專利授權396件,100餘家,100馀家,兩萬個", "专利授权396件,100余家,100余家,两万个"),
    ("乾縣、乾县、乾安县、濬縣、澂江市的專利權", "乾县、乾县、乾安县、浚县、澄江市的专利权"),
    # simplified text with a few odd characters stays as it is
    (
        "乾县的专利、乾隆年间的书,著名商标和显著成效的年度报告,慈谿",
        "乾县的专利、乾隆年间的书,著名商标和显著成效的年度报告,慈谿",
    ),
    # tables drawn with bars or blanks
    ("|指标|2024年|\n|---|---|\n|授权|396件|", "指标\t2024年\n\n授权\t396件"),
    (
        "指标  单位  2024年\n授权量  件  396\n有效量  件  2013",
        "指标\t单位\t2024年\n授权量\t件\t396\n有效量\t件\t2013",
    ),
    ("记者  张三  摄\n授权396件", "记者  张三  摄\n授权396件"),
    # an honest question stays
    ("怎么办?记者从市局获悉,PCT申请18件。", "怎么办?记者从市局获悉,PCT申请18件。"),
    ("什么?!”他说。PCT", "什么?!”他说。PCT"),
]

WILD: list[Case] = [
    # 000: the byte of a gloss fell between two characters
    ("對當?shù)靥厣\ue06ba(chǎn)業(yè)起輻射", "对当地特色产业起辐射"),
    ("已成為當?shù)刂\ue32dr(nóng)增收、推進", "已成为当地助农增收、推进"),
    # 000: a byte fell out without a gloss
    ("同比增長120.3%?!靶亲蛹t蔥”地理標志", "同比增长120.3%。“星子红葱”地理标志"),
    # 003: glosses and stray commas at once
    ("強化知識產(chǎn)權(quán)創(chuàng)造,、運用,、保護,。", "强化知识产权创造、运用、保护。"),
    # d05
    ("就業的人有79.01萬人？！帮鰵w臍橙”2022年", "就业的人有79.01万人。“秭归脐橙”2022年"),
    (
        "帶動果農７萬餘戶，。辦(bàn)結率95％以上,,由１５個工作日,,",
        "带动果农7万余户。办结率95%以上,由15个工作日,",
    ),
    # d07
    ("全市专利授权量４０４４９件，连续１２年", "全市专利授权量40449件,连续12年"),
]

BUGS: list[Case] = [
    # the digit after a shifted run was swallowed: nothing is guessed, all of it stays
    ("成績?nèi)珖\ue258琶\ue362?0位,專利權", "成绩?nèi)珖\ue258琶\ue362?0位,专利权"),
    # a repair would have made a numeral of the bytes
    ("發展?、三十家PCT專利權", "发展?、三十家PCT专利权"),
]

NOT_YET: list[Case] = [
    # the wrong gloss carries no tone and is none of this character's
    ("知識產權(fu)", "知识产权"),
]
