"""What a sentence is in Indonesian press text: one row a case, the expected sentences beside the input."""

from __future__ import annotations

import pytest
from summarizer.datamodels import SegmentKind
from summarizer.segmentation import split

# (name, input, expected sentences); rows where the expected value is None are one sentence as they stand.
CASES: tuple[tuple[str, str, list[str] | None], ...] = (
    # plain ends
    ("two", "Hujan turun deras. Jalan tergenang.", ["Hujan turun deras.", "Jalan tergenang."]),
    ("one-without-end", "Warga mengungsi ke balai desa sejak kemarin malam", None),
    ("question", "Siapa pemenangnya? Belum ada kabar.", ["Siapa pemenangnya?", "Belum ada kabar."]),
    ("exclamation", "Awas banjir! Warga diminta waspada.", ["Awas banjir!", "Warga diminta waspada."]),
    ("interrobang", "Masa begitu?! Tentu tidak.", ["Masa begitu?!", "Tentu tidak."]),
    ("many-marks", "Luar biasa!!! Penonton bersorak.", ["Luar biasa!!!", "Penonton bersorak."]),
    ("two-spaces", "Ia datang.  Ia pergi.", ["Ia datang.", "Ia pergi."]),
    ("no-break-space", "Ia datang.\u00a0Ia pergi.", ["Ia datang.", "Ia pergi."]),
    ("zero-width-space", "Ia datang. \u200bIa pergi.", ["Ia datang.", "Ia pergi."]),
    ("tab", "Ia datang.\tIa pergi.", ["Ia datang.", "Ia pergi."]),
    ("spaced-full-stop", "Rapat ditutup . Peserta pulang.", ["Rapat ditutup .", "Peserta pulang."]),
    ("number-starts", "Gempa terasa kuat. 15 rumah rusak.", ["Gempa terasa kuat.", "15 rumah rusak."]),
    ("number-ends", "Jumlahnya 250. Angka itu naik.", ["Jumlahnya 250.", "Angka itu naik."]),
    ("year-ends", "Gedung itu berdiri pada 1998. Kini kosong.", ["Gedung itu berdiri pada 1998.", "Kini kosong."]),
    ("percent-ends", "Laba naik 12%. Saham menguat.", ["Laba naik 12%.", "Saham menguat."]),
    ("hashtag-starts", "Warganet ramai. #SaveHutan jadi tren.", ["Warganet ramai.", "#SaveHutan jadi tren."]),
    ("handle-starts", "Kabar itu viral. @warga membagikannya.", ["Kabar itu viral.", "@warga membagikannya."]),
    ("brand-starts", "Antrean panjang. iPhone baru dijual.", ["Antrean panjang.", "iPhone baru dijual."]),
    ("brand-after-year", "Itu terjadi pada 2020. eFishery tumbuh.", ["Itu terjadi pada 2020.", "eFishery tumbuh."]),
    ("careless-lower-case", "Harga turun. namun stok tipis.", ["Harga turun.", "namun stok tipis."]),
    ("unlisted-short-form", "Panen dijual dgn. harga murah.", None),
    # titles in front of names
    ("plt", "Surat itu diteken Plt. Kepala Dinas Pendidikan.", None),
    ("plh", "Plh. Bupati meninjau pasar.", None),
    ("pj", "Menurut Pj. Gubernur, stok aman.", None),
    ("doctor", "Dr. Rina membuka seminar.", None),
    ("physician", "Pasien dirawat dr. Bagus di puskesmas.", None),
    ("chain-of-titles", "Prof. Dr. Ir. Hendra memimpin riset.", None),
    ("drs-dra", "Drs. Umar dan Dra. Wati hadir.", None),
    ("hajj", "H. Salim dan Hj. Aminah berangkat.", None),
    ("kiai-dotted", "K.H. Mansur memimpin doa.", None),
    ("kiai-joined", "KH. Mansur memimpin doa.", None),
    ("mr-mrs-id", "Tn. Burhan dan Ny. Lilis menggugat.", None),
    ("sdr", "Yth. Sdr. Anwar di tempat.", None),
    ("colonel", "Kol. Surya memimpin upacara.", None),
    ("cabbage", "Ia membeli sayur kol. Setelah itu ia pulang.", ["Ia membeli sayur kol.", "Setelah itu ia pulang."]),
    ("army-ranks", "Letkol. Inf. Yusuf, Mayjen. Tono, dan Serda. Eko hadir.", None),
    ("police-ranks", "Kombes. Pol. Dedi dan AKBP. Rini memeriksa Bripka. Agus.", None),
    ("general", "Irjen. Pol. Harun dan Brigjen. Pol. Lukman dilantik.", None),
    ("low-ranks", "Kompol. Wira, Iptu. Sari, dan Ipda. Jaya hadir.", None),
    ("late", "Makam Alm. Pak Karto dirawat warga.", None),
    ("capitals", "PLT. KEPALA DINAS HADIR.", None),
    ("lower-case-title", "Ia ditemui plt. kepala dinas.", None),
    # initials
    ("initial-first", "A. Yani gugur sebagai pahlawan.", None),
    ("initials-first", "W.S. Rendra membaca puisi.", None),
    ("initials-three", "Buku karya H.O.S. Tjokro dipamerkan.", None),
    ("initial-inside", "Hadir pula Joko W. Santoso dari Solo.", None),
    ("initials-spaced", "Ia meneliti karya W. R. Supratman.", None),
    ("street-initials", "Kantor itu ada di Jalan M.H. Thamrin.", None),
    ("initial-then-starter", "Ia divaksin hepatitis B. Setelah itu ia pulang.", ["Ia divaksin hepatitis B.", "Setelah itu ia pulang."]),
    ("letter-label", "Mereka berada di grup A. Malaysia di grup lain.", ["Mereka berada di grup A.", "Malaysia di grup lain."]),
    ("vitamin", "Jeruk kaya vitamin C. Tubuh memerlukannya.", ["Jeruk kaya vitamin C.", "Tubuh memerlukannya."]),
    ("acronym-ends", "Ia kuliah di A.S. Namun ia rindu rumah.", ["Ia kuliah di A.S.", "Namun ia rindu rumah."]),
    # degrees behind names
    ("degree-comma", "Ani Lestari, S.H., M.H. membela terdakwa.", None),
    ("degree-ends", "Kasus itu dibela Ani, S.H. Sidang dimulai pukul 9.", ["Kasus itu dibela Ani, S.H.", "Sidang dimulai pukul 9."]),
    ("degrees-end", "Ketuanya Budi, S.E., M.M. Sekretarisnya Tuti.", ["Ketuanya Budi, S.E., M.M.", "Sekretarisnya Tuti."]),
    ("degrees-without-comma", "Ketuanya Budi, S.H. M.H. dari Medan.", None),
    ("degree-starter", "Ia bergelar S.T. Kini ia bekerja.", ["Ia bergelar S.T.", "Kini ia bekerja."]),
    ("degree-sos", "Camat Rudi, S.Sos., M.Si. hadir.", None),
    ("degree-phd", "Penelitinya Sinta, Ph.D. dari Bogor.", None),
    ("degree-phd-ends", "Penelitinya Sinta, Ph.D. Hasilnya terbit.", ["Penelitinya Sinta, Ph.D.", "Hasilnya terbit."]),
    ("degree-msc", "Pembicara utama Toni, M.Sc. mengulas iklim.", None),
    ("degree-spd-unstopped", "Guru itu Wulan, S.Pd dari Garut.", None),
    ("specialist", "dr. Nia, Sp. A memeriksa anak itu.", None),
    # companies
    ("company", "PT. Telkom Tbk. naik tipis.", None),
    ("company-tbk-ends", "Ia memimpin PT Maju Tbk. Direksi mendukungnya.", ["Ia memimpin PT Maju Tbk.", "Direksi mendukungnya."]),
    ("company-ticker", "PT Bank Jaya Tbk. (BJYA) membagi dividen.", None),
    ("company-persero", "PT Kapal (Persero) Tbk. membangun galangan.", None),
    ("cv-ud", "CV. Makmur dan UD. Sentosa bekerja sama.", None),
    ("bhd", "Sawit Raya Sdn. Bhd. membuka pabrik.", None),
    ("co-ltd", "Mesin dibuat Hanyang Co. Ltd. di Korea.", None),
    ("inc-ends", "Ia pindah ke Pear Inc. Gajinya naik.", ["Ia pindah ke Pear Inc.", "Gajinya naik."]),
    ("yahoo", "Yahoo! Indonesia menutup layanan.", None),
    # addresses and numbers
    ("street", "Kantornya di Jl. Sudirman No. 5 Jakarta.", None),
    ("alley", "Rumah di Gg. Mawar RT. 03 RW. 05 terbakar.", None),
    ("administrative", "Ds. Sukamaju, Kec. Cibiru, Kab. Bandung terendam.", None),
    ("number-word", "Ada tiga hal. Pertama, soal dana.", ["Ada tiga hal.", "Pertama, soal dana."]),
    ("number-page", "Lihat hal. 12 laporan itu.", None),
    ("number-roman", "Periksa jil. IV ensiklopedia itu.", None),
    ("answer-no", "Jawabannya cuma no. Titik.", ["Jawabannya cuma no.", "Titik."]),
    ("date-abbreviated", "Acara digelar 12 Agt. 2024 di Bali.", None),
    ("date-month-ends", "Tenggatnya 5 Des. Panitia bersiap.", ["Tenggatnya 5 Des.", "Panitia bersiap."]),
    ("date-tgl", "Rapat tgl. 5 ditunda.", None),
    ("thousands", "Harganya Rp1.500.000 per unit.", None),
    ("rupiah-stop", "Harganya Rp. 1.500 saja.", None),
    ("decimal", "Ekonomi tumbuh 5,12 persen dan 0.5 poin.", None),
    ("clock", "Sidang mulai pukul 14.00 WIB dan usai pukul 16.30.", None),
    ("clock-ends", "Sidang usai pukul 16.30. Hakim pulang.", ["Sidang usai pukul 16.30.", "Hakim pulang."]),
    ("zone-ends", "Mulai pukul 09.00 WIB. Peserta datang awal.", ["Mulai pukul 09.00 WIB.", "Peserta datang awal."]),
    ("statute", "Pasal 5 ayat (2) UU No. 11 Tahun 2020 diuji.", None),
    ("statute-juncto", "Ia dijerat Pasal 2 jo. Pasal 18 UU Tipikor.", None),
    ("bracketed-date", "Hal itu diumumkan Senin (12/8). Warga senang.", ["Hal itu diumumkan Senin (12/8).", "Warga senang."]),
    ("version", "Aplikasi versi 2.0.1 dirilis. Unduhannya gratis.", ["Aplikasi versi 2.0.1 dirilis.", "Unduhannya gratis."]),
    ("inline-enumeration", "Syaratnya: 1. Surat sehat; 2. Kartu keluarga.", None),
    ("date-dashes", "Festival 1-5 Juni itu sukses.", None),
    # names with stops, web and e-mail addresses
    ("tempo", "Kepada TEMPO.CO ia membantah.", None),
    ("tempo-ends", "Ia membantah kepada TEMPO.CO. Kasus berlanjut.", ["Ia membantah kepada TEMPO.CO.", "Kasus berlanjut."]),
    ("detik", "Menurut detik.com dan Kompas.com, harga turun.", None),
    ("capitalised-domain", "Menurut Kompas.Com harga turun.", None),
    ("web", "Kunjungi https://contoh.id/berita?halaman=2.Baru untuk rincian.", None),
    ("web-ends", "Daftar di www.contoh.go.id. Kuota terbatas.", ["Daftar di www.contoh.go.id.", "Kuota terbatas."]),
    ("mail", "Kirim ke redaksi@surat.contoh.id. Naskah dibaca.", ["Kirim ke redaksi@surat.contoh.id.", "Naskah dibaca."]),
    ("mail-inside", "Surel budi.Santoso@contoh.id aktif.", None),
    # abbreviations that may end a sentence
    ("dll-inside", "Beras, gula, dll. dijual murah.", None),
    ("dll-ends", "Mereka menjual beras, gula, dll. Pembeli ramai.", ["Mereka menjual beras, gula, dll.", "Pembeli ramai."]),
    ("dsb-comma", "Kopi, teh, dsb., habis.", None),
    ("dst-ends", "Nomor 1, 2, dst. Semua dicatat.", ["Nomor 1, 2, dst.", "Semua dicatat."]),
    ("dkk", "Gugatan Amir dkk. ditolak hakim.", None),
    ("dkk-ends", "Hakim menolak gugatan Amir dkk. Mereka banding.", ["Hakim menolak gugatan Amir dkk.", "Mereka banding."]),
    ("dll-in-brackets", "Bahan pokok (beras, gula, dll.) Pemerintah pasok.", None),
    ("behalf", "Surat diteken a.n. Kepala Badan.", None),
    ("until", "Berlaku 1 s.d. 5 Mei untuk u.p. Bagian Umum.", None),
    # ellipses
    ("ellipsis-inside", "Saya... tidak tahu.", None),
    ("ellipsis-break", "Begitulah... Namun ia tetap pergi.", ["Begitulah...", "Namun ia tetap pergi."]),
    ("ellipsis-sign-inside", "Saya… tidak tahu.", None),
    ("ellipsis-sign-break", "Begitulah… Namun ia pergi.", ["Begitulah…", "Namun ia pergi."]),
    ("ellipsis-spaced", "Saya . . . tidak tahu.", None),
    ("ellipsis-quoted", '"Anu... itu rahasia," ujarnya.', None),
    # quotations
    ("quote-short-inside", '"Benar? Ya!" ujarnya.', None),
    ("quote-comma", '"Kami siap," kata dia.', None),
    ("quote-attribution", '"Kami sudah sangat siap!" kata dia.', None),
    ("quote-attribution-stop", '"Kami sudah sangat siap." kata dia.', None),
    ("quote-capital-attribution", '"Kami sudah sangat siap." Ujar Budi.', None),
    ("quote-long", '"Kami akan terus bekerja. Doakan kami," kata dia.', ['"Kami akan terus bekerja.', 'Doakan kami," kata dia.']),
    ("quote-curly-long", "“Kami akan terus bekerja. Doakan kami,” kata dia.", ["“Kami akan terus bekerja.", "Doakan kami,” kata dia."]),
    ("quote-curly-short", "“Tidak. Jangan,” kata dia.", None),
    ("quote-right-hand-marks", "”Tidak. Jangan,” kata dia.", None),
    ("quote-guillemets", "«Tidak. Jangan,» kata dia.", None),
    ("quote-single", "'Tidak. Jangan,' kata dia.", None),
    ("quote-single-curly", "‘Tidak. Jangan,’ kata dia.", None),
    ("quote-nested", '"Ia bilang \'Tidak. Jangan.\' lalu diam," kata saksi.', None),
    ("quote-closed-then-new", '"Kami siap." Setelah itu ia pergi.', ['"Kami siap."', "Setelah itu ia pergi."]),
    ("quote-curly-closed", "“Kami siap.” Setelah itu ia pergi.", ["“Kami siap.”", "Setelah itu ia pergi."]),
    ("quote-opens-next", 'Ia berhenti. "Saya lelah," katanya.', ["Ia berhenti.", '"Saya lelah," katanya.']),
    ("quote-curly-opens-next", "Ia berhenti. “Saya lelah,” katanya.", ["Ia berhenti.", "“Saya lelah,” katanya."]),
    ("quote-two-speakers", '"Siapa?" tanya Budi. "Saya," jawab Ani.', ['"Siapa?" tanya Budi.', '"Saya," jawab Ani.']),
    ("quote-introduced", 'Ia berkata, "Pergi. Jangan kembali."', None),
    ("quote-displaced-close", 'Ia berkata "kami pasti menang besok. "ujar dia.', None),
    ("quote-title", 'Film "Siapa Takut?" Tayang pekan ini di bioskop.', None),
    ("quote-final-outside", 'Ia menyebutnya "gila". Hadirin tertawa.', ['Ia menyebutnya "gila".', "Hadirin tertawa."]),
    ("quote-unclosed", '"Kami akan terus bekerja. Doakan kami semua.', ['"Kami akan terus bekerja.', "Doakan kami semua."]),
    ("apostrophe-friday", "Salat Jum'at ditunda. Warga maklum.", ["Salat Jum'at ditunda.", "Warga maklum."]),
    ("apostrophe-quran", "Ia membaca Qur'an. Suara itu merdu. Ma'ruf hadir.", ["Ia membaca Qur'an.", "Suara itu merdu.", "Ma'ruf hadir."]),
    ("apostrophe-decade", "Lagu '90-an diputar. Penonton bernyanyi.", ["Lagu '90-an diputar.", "Penonton bernyanyi."]),
    ("inches", 'Layar 5" itu retak. Servisnya mahal.', ['Layar 5" itu retak.', "Servisnya mahal."]),
    # brackets
    ("bracket-remark", "Ia lahir di Solo (kata ibunya. Entah benar) pada Mei.", None),
    ("bracket-question", "Ia menang (siapa sangka?) Kemarin.", None),
    ("bracket-sentence", "(Ia lahir di Solo.) Kini ia tinggal di Medan.", ["(Ia lahir di Solo.)", "Kini ia tinggal di Medan."]),
    ("bracket-unclosed", "Ia pulang (malam. Ia lelah.", ["Ia pulang (malam.", "Ia lelah."]),
    # scraped text without a space
    ("joined", "Jembatan itu selesai.Pemerintah bangga.", ["Jembatan itu selesai.", "Pemerintah bangga."]),
    ("joined-question", "Benarkah demikian?Warga ragu.", ["Benarkah demikian?", "Warga ragu."]),
    ("joined-bracket", "Rapat digelar Senin (12/8).Warga hadir.", ["Rapat digelar Senin (12/8).", "Warga hadir."]),
    ("joined-year", "Itu terjadi pada 2019.Kini berbeda.", ["Itu terjadi pada 2019.", "Kini berbeda."]),
    ("joined-quote", '"Kami siap sekali."Setelah itu ia pergi.', ['"Kami siap sekali."', "Setelah itu ia pergi."]),
    ("joined-opening-quote", 'Ia berhenti."Saya lelah," katanya.', ["Ia berhenti.", '"Saya lelah," katanya.']),
    ("joined-title", "Alamatnya Jl.Merdeka dan Prof.Rahman hadir.", None),
    ("joined-degree", "Bu Tuti S.Pd. mengajar bersama Pak Adi M.Kom. di sana.", None),
    ("joined-lower", "Berkas laporan.docx hilang.", None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected or [text], id=name) for name, text, expected in CASES],
)
def test_sentences(text: str, expected: list[str]) -> None:
    segments = split(text)
    assert [segment.text for segment in segments] == expected
    assert {segment.kind for segment in segments} == {SegmentKind.SENTENCE}


def test_case_names_are_unique() -> None:
    names = [name for name, _, _ in CASES]
    assert sorted(names) == sorted(set(names))


def test_short_quotation_counts_words_since_the_last_break() -> None:
    text = '"Kami akan terus bekerja. Ya. Tentu saja kami siap. Pasti," kata dia.'
    assert [segment.text for segment in split(text)] == [
        '"Kami akan terus bekerja.',
        "Ya. Tentu saja kami siap.",
        'Pasti," kata dia.',
    ]
