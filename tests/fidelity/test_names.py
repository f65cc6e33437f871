"""Names that English keeps stand in the translation, or the sentence is marked; no other names are asked for."""

from __future__ import annotations

import pytest

from summarizer.datamodels import IssueKind, Severity
from summarizer.fidelity import check
from summarizer.fidelity.names import check_names


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Wali kota itu menemui Sutrisno di Ambarawa.", "The mayor met Sutrisna in Ambarawa.", "Sutrisno"),
        ("Menurut Tri Tharyat, rapat itu batal.", "According to Tri Tharyan, the meeting is off.", "Tharyat"),
        ("Warga Wamena dan Nduga mengungsi.", "Residents fled.", "Wamena, Nduga"),
        ("Gempa terasa sampai Bandung.", "The quake was felt as far as Bandar Lampung.", "Bandung"),
        ("Rapat itu dihadiri GMKB.", "The meeting was attended by the alliance.", "GMKB"),
        ("Kasus itu ditangani KPK.", "The case is being handled by the police.", "KPK"),
        ("Ia dijerat dengan KUHP.", "He is charged under the Civil Code.", "KUHP"),
        ("Ia bertemu Ali di sana.", "He met an Italian there.", "Ali"),
    ],
)
def test_a_name_that_is_lost_or_spelled_otherwise_is_a_warning(source: str, target: str, missing: str) -> None:
    (issue,) = check_names(source, target)
    assert (issue.kind, issue.severity) == (IssueKind.NAME_MISSING, Severity.WARNING)
    assert issue.detail == f"not in the translation: {missing}"
    assert issue in check(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Wali kota itu menemui Sutrisno.", "The mayor met Sutrisno's wife."),
        ("Kasus itu ditangani KPK.", "The case is handled by the Corruption Eradication Commission."),
        (
            "Sejumlah LSM menyurati DPR.",
            "Several NGOs wrote to the House.",
        ),
        ("Kasus itu ditangani KPK.", "The KPK's people handle the case."),
        ("Ia terbang ke Jepang dan Belanda pada hari Selasa.", "She flew to Japan and the Netherlands on Tuesday."),
        ("Ia tinggal di Kairo, lalu di Praha.", "He lived in Cairo, then in Prague."),
        ("Warga Afghanistan dan China ikut serta.", "Afghan and Chinese citizens took part."),
        ("Ia tiba pada 3 September dan pulang pada April.", "He came on Sept. 3 and left in the spring."),
        ("Ia terbang ke Isreal lewat Sirkuit Sentul.", "He flew to Israel by way of Sentul."),
        ("Kata dia, Menjauhlah dan Selanjutnya.", "Keep away, he said, and next."),
        ("Kata dia, 15 anggota DK PBB hadir.", "He said 15 members of the UN Security Council came."),
        ("Rapat itu dipimpin Menteri Luar Negeri.", "The meeting was chaired by the foreign minister."),
        ("Pada bulan Agustus, Presiden berpidato.", "The president gave a speech in August."),
        ("Peringatan abad Ketujuh, kata Ketua Panitia.", "A seventh-century anniversary, the chair said."),
        ("Pasal XII dibahas di Bab IV.", "Article 12 is discussed in the fourth chapter."),
        ("Kereta tiba pukul 14.00 WIB dari AS.", "The train arrived at 2 p.m. from America."),
        ("Didampingi istrinya, ia pulang. “Sebaiknya begitu.”", "With his wife he went home. “Better so.”"),
        ("Ia menulisnya di akun Instagramnya.", "She wrote it on her Instagram account."),
        ("Tim A1GP itu menang.", "The team of the series won."),
        ("WARGA WAMENA MENGUNGSI KE JAYAPURA", "Residents flee"),
    ],
)
def test_what_is_kept_or_has_an_english_form(source: str, target: str) -> None:
    assert check_names(source, target) == []
