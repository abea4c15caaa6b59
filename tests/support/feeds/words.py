"""What the pages are made of: invented places, bodies and topics, characters of names, sentences that state nothing."""

from __future__ import annotations

import attrs

# -- names

# Family names, uncommon ones first; some are words as well (时 常 管 安 解 方).
SURNAMES = "柏符瞿裘尤芮甄阎乔苗卫柴简麦毕翁纪冉姬戚鲍路水尚时常管安应解方高石江王李张陈"
LIKE_VERBS = "应"
"""Family names that are verbs: 应(邀)."""
COMPOUND = ("皇甫", "诸葛", "司马", "申屠", "钟离", "尉迟", "上官", "欧阳")
# Characters of given names; many a name ends as a verb begins: 强(调) 会(议) 明(确) 建(设) 学(习) 指(出).
GIVEN = "远舟平宁棠槐松溪岚禾麦川越朗清章齐望青华成国志文海春玉云锋雅静强会明建学立新"
# Parts of undotted names of other nationalities, and of dotted ones.
STEPPE = ("苏和", "乌云", "格桑", "娜仁", "巴特", "高娃", "卓玛", "其木格", "托娅", "额尔德")
DOTTED_FIRST = ("迪力夏", "阿依古丽", "努尔", "吐尔逊", "古丽娜", "叶尔兰")
DOTTED_LAST = ("艾尔肯", "吾守尔", "哈斯木", "阿布都拉")
INTO_VERBS = ("买买提", "巴合提")
"""Parts that end as a verb begins: 买买提|出席."""
DOTS = "·•・．∙"
NOTES = ("女", "回族", "女，回族", "女，满族")

# -- places and their bodies


@attrs.frozen
class Place:
    """Where a page is from."""

    mark: str
    """What its bodies' names begin with, and what its head's title does: 市委, 市长."""
    name: str
    """What convenes a meeting in its name: 示范区."""
    whole: str
    """全市 and the like."""
    zone: str = ""
    """A development zone beside it, with a 党工委 and a 管委会."""


PLACES = (
    Place("市", "示范区", "全市", "示范区"),
    Place("县", "云泽县", "全县"),
    Place("区", "河湾区", "全区"),
    Place("市", "澜川市", "全市", "经开区"),
    Place("旗", "塔林浩旗", "全旗"),
)
LIKE_A_NAME = Place("旗", "苏布旗", "全旗")
TOWNS = ("柳塘镇", "石桥镇", "望橹镇", "青禾乡")
VENUES = ("文化城", "柳塘书院", "行政中心会议厅", "县民族会堂", "市民之家")
BUREAUS = ("水利局", "应急管理局", "教育局", "财政局", "住建局")
OUTLETS = ("云泽日报", "河湾新报", "今日澜川", "云泽县融媒体中心")

# -- what meetings deal with

TOPICS = (
    "防汛抗旱", "秸秆禁烧", "春季造林", "安全生产", "营商环境建设", "招商引资", "信访稳定", "数字乡村建设", "文旅融合",
    "食品安全", "老旧小区改造", "秋粮收购", "森林防火", "重点项目建设", "农村人居环境整治",
)  # fmt: skip
SUPERIORS = (
    "全国安全生产电视电话会议", "全省防汛工作视频会议", "全省春季造林现场推进会", "全国安全生产电视电话会议暨全省安全生产工作视频会议",
)  # fmt: skip

# -- sentences

# Nothing is held in these, and nobody is named.
FILLER = (
    "沟渠里的水一直流到地头。",
    "田间的麦苗已经返青，农机手忙着检修机具。",
    "老街两旁换上了节能灯，夜里亮堂了许多。",
    "今年以来，各村累计新栽果树三千多棵。",
    "沿河的步道修好了，早晚都有居民散步。",
    "全年接待游客120万人次，同比增长5.3%。",
    "“小网格”托起“大民生”，服务送到了家门口。",
    "镇上的集市恢复了往日的热闹！",
    "《乡村记忆》丛书收录了两百多张老照片。",
    "市摄影协会送来三十幅作品，挂满了文化长廊。",
    "新建的社区食堂能容纳两百人就餐，老人用餐有补贴。",
    "秋粮入库过半，仓容充足；烘干设备昼夜运转。",
    "水质监测站点由六个增加到十一个（含两个自动站）。",
    "春耕时节，合作社的订单比去年多了一成。",
)
SPEECH = (
    "要抓早抓小、守住底线。",
    "要把责任压实到岗位，把措施落细到人头。",
    "安全生产没有旁观者，也没有局外人。",
    "要对照清单逐项销号，问题不解决不放过。",
    "各镇、各街道要把本次会议精神传达到每一个班组。",
    "群众反映的事情要件件有着落、事事有回音。",
    "要以“时时放心不下”的责任感抓好落实。",
    "数据要真实，账要算得清；进度要按周通报。",
    "能改的马上改，一时改不了的要定出时限。",
    "要认真落实《安全生产条例》要求，提出管用的意见建议。",
)
DEMANDS = (
    "责任要压实",
    "隐患要找准，台账要销号",
    "队伍要建好、物资要备足",
    "督查要跟上",
    "作风要过硬，纪律要严明",
)
SCENES = ("收割机手在检修机械", "志愿者在清理河道", "孩子们在图书室看书", "社区食堂一角")
SLOGANS = (
    "压实责任 守住底线", "以项目建设成果检验干部作风", "真抓实干开新局", "一江清水绕城流", "把好事办到群众心坎上",
)  # fmt: skip
