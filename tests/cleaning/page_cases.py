"""Web pages and the text that cleaning leaves of them, grouped by where each case came from.

SPELLED_OUT   the rules, one case each
BROKEN        markup that browsers forgive
WILD          as found on portals; figures changed
"""

Case = tuple[str, str]

SPELLED_OUT: list[Case] = [
    # a tag inside a line leaves nothing, a block tag a new line
    ("<p>授权<b>396</b>件</p><p>有效</p>", "授权396件\n有效"),
    ("<div>授权<br>396件<br/>有效</div>", "授权\n396件\n有效"),
    ("<h2>一、创造</h2>授权", "一、创造\n授权"),
    # line breaks of the source are blanks, and none between hanzi
    ("<p>专利\n    授权</p>", "专利授权"),
    ("<p>PCT\n patents</p>", "PCT patents"),
    ("<p>授权 <b>396</b> 件</p>", "授权 396 件"),
    ("<p>\r\n  <span>授权</span>\r\n</p>\r\n<p>396件</p>", "授权\n396件"),
    # characters by name and number
    ("<p>178.29&nbsp;亿元&ldquo;甲&rdquo;&#8212;&#x4e00;</p>", "178.29 亿元“甲”—一"),
    ("<p>A&amp;B &lt;5% &amp;nbsp;件&nbsp三&middot;</p>", "A&B <5%  件 三·"),
    ("<p>?a=1&copy=2 &unknown; &</p>", "?a=1&copy=2 &unknown; &"),
    # what nobody reads
    ("<p>授权</p><script>var a = '<p>3件</p>';</script><style>p{width:96%}</style>", "授权"),
    ("<p>授权<!-- 3件 --><!--[if IE]>4件<![endif]-->396件</p>", "授权396件"),
    ("<p>授权<img src='a>b.png' alt=\"3件\">396件</p>", "授权396件"),
    # tables: one row a line, one tab a cell
    (
        "<table><tr><th>指标</th><th>2024年</th></tr><tr><td>授权<br>量</td><td>396</td></tr></table>",
        "指标\t2024年\n授权量\t396",
    ),
    (
        "<table><caption>表1</caption><tr><td>甲</td><td></td><td>3</td></tr>"
        "<tr><td> </td><td>乙</td><td>&nbsp;</td></tr></table>后",
        "表1\n甲\t\t3\n\t乙\t \n后",
    ),
    # cells over several columns and rows keep the others in their columns
    (
        "<table><tr><td rowspan=2>指标</td><td colspan='2'>2024年</td><td>合计</td></tr>"
        "<tr><td>上</td><td>下</td><td>3</td></tr></table>",
        "指标\t2024年\t\t合计\n\t上\t下\t3",
    ),
    # a table that lays out a page is no table
    (
        "<table><tr><td>左栏</td><td><table><tr><td>甲</td><td>3</td></tr></table></td></tr></table>",
        "左栏\n甲\t3",
    ),
    (
        f"<table><tr><td>左栏</td><td><p>{'正文' * 200}</p></td></tr></table>",
        f"左栏\n{'正文' * 200}",
    ),
]

BROKEN: list[Case] = [
    ("<p>增长<5%,<专利法></p>", "增长<5%,<专利法>"),
    ("<p>授权<b>396</p><p>件", "授权396\n件"),
    ("<P CLASS=x>授权</P><Br>396件", "授权\n396件"),
    ("<p>授权<!-- 没有结尾 396件</p>", "授权<!-- 没有结尾 396件"),
    ("<p>授权<script>没有结尾 396件</p>", "授权没有结尾 396件"),
    ('<p title="a>授权</p><p>396件</p>', "授权\n396件"),
    ("<p>授权</p><p", "授权\n<p"),
    ("<table><tr><td>甲<td>3<tr><td>乙<td>4</table>", "甲\t3\n乙\t4"),
]

WILD: list[Case] = [
    # the unit after the emphasis, the number across a link
    ("<p>企业占<strong>51967</strong>件,<a href='?id=3'>1,0</a>15个</p>", "企业占51967件,1,015个"),
    # each character in its own span, as word processors paste them
    ("<p>" + "".join(f"<span>{c}</span>" for c in "授权396件") + "</p>", "授权396件"),
    ('<o:p>授权</o:p><font face="宋体">３９６</font>件', "授权396件"),
]
