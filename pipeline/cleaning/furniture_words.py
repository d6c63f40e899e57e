"""The words by which the lines around an article are known, on any portal.

Written from knowledge of the sites of governments, courts and newspapers: labels before a
colon (where from, when, by whom, filing, who runs the site, what surrounds the article) and
the words of buttons and menus.  In simplified characters.
"""

# Before a colon, at the beginning of a line.
LABELS = frozenset(
    """
    来源 信息来源 文章来源 内容来源 稿件来源 稿源 转自 转载自 出处 发布时间 发布日期 发表时间
    发表日期 发文日期 成文日期 生成日期 公开日期 更新时间 更新日期 录入时间 时间 日期 发布机构
    发布单位 发布部门 发布人 发布者 发文机关 发文机构 发文字号 信息来源单位 供稿 供稿单位 作者
    撰稿 文字 图片 图 文 摄影 记者 通讯员 编辑 责任编辑 责编 执行编辑 值班编辑 编审 审核 审核人
    审校 校对 初审 复审 终审 监制 签发 录入 浏览次数 浏览量 浏览 点击 点击数 点击量 点击率
    点击次数 阅读 阅读量 阅读次数 访问量 访问次数 人气 字号 字体 字体大小 文字大小 视力保护色
    索引号 信息索引号 信息索引 文号 信息分类 主题分类 体裁分类 组配分类 公开方式 公开形式
    公开范围 公开类别 有效性 信息名称 主题词 关键词 关键字 标签 栏目 所属栏目
    主办单位 主办 承办单位 承办 协办单位 技术支持 运维单位 维护单位 网站标识码 备案号 备案编号
    版权所有 地址 通讯地址 单位地址 邮编 邮政编码 邮箱 电子邮箱 投稿邮箱 联系人 联系电话
    联系方式 咨询电话 服务热线 电话 传真 热线 新闻热线 举报电话 监督电话 值班电话 技术支持电话
    网址 微信号 微信公众号 免责声明 免责信息 版权声明 声明 特别声明 温馨提示 上一篇 下一篇
    上一条 下一条 上篇 下篇 相关链接 相关新闻 相关阅读 相关文章 推荐阅读 延伸阅读 相关附件
    附件下载 友情链接 分享 分享到 分享至 扫码阅读 原标题 原文链接 当前位置 您的位置 您当前的位置
    您现在的位置 您所在的位置 所在位置 位置 访问 字号调整 当前栏目 信息时间 一审 二审 三审 备案序号
    抄送 信息员 评论 点赞 转发 在看
    """.split()  # noqa: SIM905  a list of words is read better than a list of strings
)

# The whole line, but for bullets and brackets.
BUTTONS = frozenset(
    """
    头部 底部 尾部 顶部 header footer footer底部 header头部 首页 主页 网站首页 返回首页 返回主页
    返回顶部 回到顶部 返回列表 返回上一页 返回 打印 打印本页 打印此页 关闭 关闭窗口 关闭本页
    收藏 收藏本页 加入收藏 设为首页 网站地图 网站声明 网站简介 关于我们 联系我们 法律声明
    隐私声明 隐私政策 版权声明 免责声明 使用帮助 帮助中心 无障碍 无障碍阅读 无障碍浏览 适老化
    长者模式 关怀版 简体 繁体 简体中文 繁體中文 English 登录 注册 搜索 分享 分享到 分享到:
    分享至 分享文章 微信 微博 新浪微博 腾讯微博 QQ空间 朋友圈 微信扫一扫 扫一扫 扫码分享 二维码
    官方微信 官方微博 官方微信公众号 微信公众号 政务微信 政务微博 官方抖音 移动端 手机版 电脑版
    客户端 上一篇 下一篇 上一页 下一页 上一条 下一条 相关链接 相关阅读 相关新闻 相关文章
    推荐阅读 热点新闻 热门推荐 图片新闻 友情链接 附件下载 扫一扫在手机打开当前页
    扫一扫在手机打开当前页面 用微信扫描二维码 大中小
    """.split()  # noqa: SIM905  a list of words is read better than a list of strings
)

# Beside a button.
SIZES = frozenset({"大", "中", "小", "默认", "特大", "超大", "A", "A+", "A-", "T", "T+", "T-"})
