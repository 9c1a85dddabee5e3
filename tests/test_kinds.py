import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.kinds import level_of_degree, role_of_position, role_of_service
from kg.vocab import KGC


@pytest.mark.parametrize(("phrase", "kind"), [
    ("Assistant Professor", "faculty"), ("Full Professor and Director of the Lab", "faculty"), ("Reader", "faculty"),
    ("Maître de conférences", "faculty"), ("Privatdozentin", "faculty"), ("副教授", "faculty"),
    ("Postdoctoral Research Fellow", "postdoc"), ("Post-doc", "postdoc"), ("博士后", "postdoc"),
    ("Senior Research Scientist", "researcher"), ("Research Assistant", "researcher"),
    ("Wissenschaftlicher Mitarbeiter", "researcher"), ("研究员", "researcher"), ("Fellow", "researcher"),
    ("Software Engineer", "engineer"), ("Ingénieur de recherche", "engineer"), ("Research Engineer", "engineer"),
    ("Research Intern", "intern"), ("Applied Scientist Internship", "intern"), ("实习生", "intern"),
    ("PhD student", "student"), ("Graduate Research Assistant", "student"), ("Teaching Assistant", "student"),
    ("Doktorandin", "student"), ("博士生", "student"),
    ("Research Manager", "manager"), ("CTO & Co-founder", "manager"), ("Team Lead", "manager"),
    ("Director", "manager"),
    ("Visiting Scholar", "visiting"), ("Visiting Assistant Professor", "visiting"),
    ("Gastwissenschaftler", "visiting"),
    ("Barista", "otherRole"), ("International relations", "otherRole"), ("", "otherRole"),
])
def test_posts(phrase: str, kind: str) -> None:
    assert role_of_position(phrase) == kind


@pytest.mark.parametrize(("phrase", "kind"), [
    ("Reviewer", "reviewer"), ("External referee", "reviewer"), ("审稿人", "reviewer"),
    ("Meta-reviewer", "areaChair"),
    ("Senior Area Chair", "areaChair"), ("Program chair", "chair"), ("Session Chair", "chair"),
    ("Program Committee Chair", "chair"), ("Program Committee Member", "programCommittee"),
    ("TPC", "programCommittee"),
    ("SPC member", "programCommittee"), ("Associate Editor", "editor"), ("Editorial board member", "editor"),
    ("Workshop co-organizer", "organizer"), ("Organising Committee", "organizer"), ("Member", "member"),
    ("Student volunteer", "otherService"),
])
def test_duties(phrase: str, kind: str) -> None:
    assert role_of_service(phrase) == kind


@pytest.mark.parametrize(("phrase", "level"), [
    ("Ph.D.", "doctorate"), ("PhD in Physics", "doctorate"), ("DPhil", "doctorate"), ("Dr. rer. nat.", "doctorate"),
    ("Doctor of Philosophy", "doctorate"), ("博士", "doctorate"), ("MS/PhD", "doctorate"), ("Doctorat", "doctorate"),
    ("M.Sc.", "master"), ("MSc", "master"), ("M.S.", "master"), ("MA", "master"), ("M.Eng.", "master"),
    ("Master of Science", "master"), ("MBA", "master"), ("S.M.", "master"), ("Diplom", "master"), ("硕士", "master"),
    ("BS/MS", "master"), ("MPhil", "master"), ("Laurea magistrale", "master"), ("M.Tech", "master"),
    ("B.Sc.", "bachelor"), ("BS", "bachelor"), ("A.B.", "bachelor"), ("B.Tech. (Hons)", "bachelor"),
    ("本科", "bachelor"),
    ("Bachelor of Engineering", "bachelor"), ("Licenciatura", "bachelor"), ("B.E.", "bachelor"), ("BEng", "bachelor"),
    ("Exchange student", "otherDegree"), ("Postdoctoral certificate", "otherDegree"), ("High school", "otherDegree"),
    ("", ""),
])
def test_degrees(phrase: str, level: str) -> None:
    assert level_of_degree(phrase) == level


@given(st.text(max_size=400))
def test_every_phrase_has_a_concept(phrase: str) -> None:
    assert role_of_position(phrase) in KGC.terms
    assert role_of_service(phrase) in KGC.terms
    assert level_of_degree(phrase) in KGC.terms | {""}
