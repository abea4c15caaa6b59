"""What a meeting did: verbs with their whole objects."""

from __future__ import annotations

from hypothesis import strategies as st
from support.feeds import words
from support.feeds.names import han_names
from support.feeds.people import author
from support.feeds.scene import Scene
from support.feeds.templates import either, on
from support.feeds.told import Did, Told, joined, marked


@st.composite
def _titles(draw: st.DrawFn, scene: Scene) -> str:
    topic = draw(st.sampled_from(words.TOPICS))
    return draw(
        st.sampled_from(
            (
                f"《关于加强{topic}工作的意见》",
                f"《{scene.place.name}{topic}三年行动方案（试行）》",
                f"《{topic}工作要点》",
            )
        )
    )


@st.composite
def _documents(draw: st.DrawFn, scene: Scene) -> tuple[str, str]:
    titles = draw(st.lists(_titles(scene), min_size=1, max_size=2, unique=True))
    verb = draw(
        st.sampled_from(
            (
                "审议",
                "审议通过",
                "研究审议",
                "讨论",
                "审议并通过",
                "原则通过",
            )
        )
    )
    return verb, draw(st.sampled_from(("", "和", "、"))).join(titles)


@st.composite
def _heard(draw: st.DrawFn, scene: Scene) -> tuple[str, str]:
    topics = draw(st.lists(st.sampled_from(words.TOPICS), min_size=1, max_size=2, unique=True))
    what = draw(st.sampled_from(("工作情况汇报", "进展情况的汇报", "情况报告")))
    led = scene.last and not on("chair_of_what_is_heard")
    return draw(st.sampled_from(("听取", *["专题听取"] * (not led)))), "和".join(topics) + what


@st.composite
def _passed_on(draw: st.DrawFn, scene: Scene) -> tuple[str, str]:
    topic = draw(st.sampled_from(words.TOPICS))
    verb = draw(st.sampled_from(("传达学习", "学习贯彻", "传达", "学习")))
    superior = draw(han_names().filter(lambda name: name not in scene.taken))  # is not here
    what = (
        f"全省{topic}工作会议精神",
        f"省委财经委员会第五次会议、全国{topic}座谈会精神",
        "上级有关会议和文件精神",
        *[f"省委书记{superior}在全省{topic}工作会议上的讲话精神"]
        * (on("superior_in_a_topic") and (not scene.last or on("chair_of_what_is_heard"))),
    )
    return verb, draw(st.sampled_from(what))


@st.composite
def _worked_on(draw: st.DrawFn, scene: Scene) -> tuple[str, str]:
    topic = draw(st.sampled_from(words.TOPICS))
    return draw(
        st.sampled_from(
            (
                ("研究", f"{topic}等工作"),
                ("研究部署", f"下一步{topic}工作"),
                ("安排部署", f"{topic}重点任务"),
                ("总结", f"前一阶段{topic}工作"),
                ("通报", f"{topic}进展情况"),
                ("分析", f"当前{topic}形势"),
                ("讨论", f"{topic}意见建议办理方案"),
                ("研究", f"{topic}、{words.TOPICS[0]}等方案"),
            )
        )
    )


def _items(scene: Scene) -> st.SearchStrategy[tuple[str, str]]:
    return either(
        worked_on=_worked_on(scene),
        documents=_documents(scene),
        heard=_heard(scene),
        passed_on=_passed_on(scene),
    )


_OF_NOBODY = (("就", "作出", "部署"), ("就", "作", "安排部署"))
_OF_ANYBODY = (("对", "进行", "安排部署"), ("对", "进行", "再研判再部署"), ("对", "进行了", "研究"))


@st.composite
def _wrapped(draw: st.DrawFn, scene: Scene) -> Told:
    """`对防汛抗旱工作进行再研判再部署`; after a person, `就甲作部署` might be what that person did."""
    topic = draw(st.sampled_from(words.TOPICS)) + "工作"
    ways = _OF_ANYBODY if scene.last else _OF_ANYBODY + _OF_NOBODY
    before, light, action = draw(st.sampled_from(ways))
    return marked(before + topic + light + action, Did(action, topic))


@st.composite
def _plain(draw: st.DrawFn, scene: Scene, between: str) -> Told:
    action, topic = draw(_items(scene))
    return marked(action + between + topic, Did(action, topic))


@st.composite
def clauses(draw: st.DrawFn, scene: Scene, least: int = 0) -> Told:
    """`，传达学习甲，研究乙`: what follows the meeting's name."""
    pieces = [draw(_plain(scene, "")) for _ in range(draw(st.integers(least, 3)))]
    if draw(st.integers(0, 4)) == 4 and (not scene.last or on("chair_of_what_is_deployed")):
        pieces.append(draw(either(wrapped=_wrapped(scene), plain_last=_plain(scene, ""))))
    return joined(["，" + piece for piece in pieces])


@st.composite
def sentence(draw: st.DrawFn, scene: Scene) -> Told:
    """`会议听取了甲，审议了乙。`."""
    done = draw(st.sampled_from(("了", "")))
    pieces = [draw(_plain(scene, done)) for _ in range(draw(st.integers(1, 2)))]
    return draw(st.sampled_from(("会议", "会议还"))) + joined(pieces, "，") + "。"


@st.composite
def report_heard(draw: st.DrawFn, scene: Scene) -> Told:
    """`会议听取了市水利局局长甲关于乙的汇报。`: the author of what is heard is a speaker."""
    topic = (
        draw(author(scene))
        + f"关于{draw(st.sampled_from(words.TOPICS))}情况的{draw(st.sampled_from(('汇报', '报告')))}"
    )
    return "会议" + marked("听取了" + topic, Did("听取", topic.text)) + "。"
