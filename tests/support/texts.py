"""Hypothesis strategies for texts: invented news that cleaning leaves alone, and texts made to break it."""

from __future__ import annotations

from hypothesis import strategies as st

# Clauses of invented news. Among them: characters of every level of the gloss table, such as mirrors never convert,
# words with 着 and with 著, brackets, numbers, times.
CLAUSES = (
    "示范区召开防汛调度会",
    "市医疗机构预约挂号系统上线",
    "各乡镇规范环境监督",
    "优化创业服务",
    "网络统计数据发布",
    "干部带着问题走村入户",
    "沿着河堤巡查",
    "意味着丰收在望",
    "成效显著",
    "专家编著的著作出版",
    "著名学者到访",
    "返（来）济人员登记",
    "党组（扩大）会议",
    "生产总值（GDP）增长5.3%",
    "共有1200人参加",
    "上午09:30开始",
    "李乾作说明", "副秘书长王昇到会",
    "后来采取措施",
    "关于并购余款的规定",
    "面粉厂松土",
    "群众里外动员",
    "藏族同胞讲述云台山",
    "设备检验责任认定",
    "“安全网”越织越密",
    "《农村权益条例》施行",
    "记者从林业局获悉",
    "丁一说",
    "团体与个人达标",
    "国家级实验室",
    "运动场开门迎客",
    "转变作风树标准",
    "财险报价",
    "万亩良田无一撂荒",
    "独立评审",
    "坚守岗位",
)
MARKS = ("，", "。", "、", "；", "！", "？", "：", "。\n")

sentences = st.lists(
    st.tuples(st.sampled_from(CLAUSES), st.sampled_from(MARKS)), min_size=1, max_size=12
).map(lambda pairs: "".join(clause + mark for clause, mark in pairs))

_PIECES = (
    "區",
    "會",
    "醫",
    "發",
    "漢",
    "字",
    "著",
    "着",
    "乾",
    "示范",
    "關于",
    "於",
    "後",
    "甲",
    "乙",
    "(qū)",
    "(huì)",
    "(hui)",
    "(yī)",
    "(zì)",
    "(y",
    "(來)",
    "(GDP)",
    "(",
    ")",
    "（",
    "）",
    ",",
    ",,",
    "，",
    "、",
    "。",
    "?",
    "？",
    "!",
    "！",
    ":",
    "：",
    ";",
    " ",
    "\n",
    "a",
    "1",
    "-",
    "\u0304",
    "\ufffd",
    "\ud800",
    "\udc00",
    "\x00",
    "😀",
    "\u2028",
    "薴",
    "苧",
    "著",
    "》",
    "“",
    "”",
)
hostile = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(alphabet=st.characters(), max_size=60),
    st.text(alphabet=st.characters(categories=("Cs", "Lo", "Po", "Ps", "Pe", "Mn")), max_size=60),
)
"""Any text at all, with surrogates and NUL, and much of what the mends look for."""

scripts = st.sampled_from([None, True, False])
skips = st.sets(st.sampled_from(["surrogates", "commas", "glosses", "script", "punctuation"]))
