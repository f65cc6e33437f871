"""What a sentence is in Indonesian press text: one row a case, the expected breaks marked in the text."""

from __future__ import annotations

import pytest

from summarizer.datamodels import SegmentKind
from summarizer.segmentation import split

# (name, text): a bar stands where one sentence ends and the next begins; the input is the text without bars.
CASES = (
    # plain ends
    ("two", "Hujan turun deras. |Jalan tergenang."),
    ("one-without-end", "Warga mengungsi ke balai desa sejak kemarin malam"),
    ("question", "Siapa pemenangnya? |Belum ada kabar."),
    ("exclamation", "Awas banjir! |Warga diminta waspada."),
    ("interrobang", "Masa begitu?! |Tentu tidak."),
    ("many-marks", "Luar biasa!!! |Penonton bersorak."),
    ("two-spaces", "Ia datang.  |Ia pergi."),
    ("no-break-space", "Ia datang.\u00a0|Ia pergi."),
    ("zero-width-space", "Ia datang. \u200b|Ia pergi."),
    ("tab", "Ia datang.\t|Ia pergi."),
    ("spaced-full-stop", "Rapat ditutup . |Peserta pulang."),
    ("number-starts", "Gempa terasa kuat. |15 rumah rusak."),
    ("number-ends", "Jumlahnya 250. |Angka itu naik."),
    ("year-ends", "Gedung itu berdiri pada 1998. |Kini kosong."),
    ("percent-ends", "Laba naik 12%. |Saham menguat."),
    ("hashtag-starts", "Warganet ramai. |#SaveHutan jadi tren."),
    ("handle-starts", "Kabar itu viral. |@warga membagikannya."),
    ("brand-starts", "Antrean panjang. |iPhone baru dijual."),
    ("brand-after-year", "Itu terjadi pada 2020. |eFishery tumbuh."),
    ("careless-lower-case", "Harga turun. |namun stok tipis."),
    ("unlisted-short-form", "Panen dijual dgn. harga murah."),
    # titles in front of names
    ("plt", "Surat itu diteken Plt. Kepala Dinas Pendidikan."),
    ("plh", "Plh. Bupati meninjau pasar."),
    ("pj", "Menurut Pj. Gubernur, stok aman."),
    ("doctor", "Dr. Rina membuka seminar."),
    ("physician", "Pasien dirawat dr. Bagus di puskesmas."),
    ("chain-of-titles", "Prof. Dr. Ir. Hendra memimpin riset."),
    ("drs-dra", "Drs. Umar dan Dra. Wati hadir."),
    ("hajj", "H. Salim dan Hj. Aminah berangkat."),
    ("kiai-dotted", "K.H. Mansur memimpin doa."),
    ("kiai-joined", "KH. Mansur memimpin doa."),
    ("mr-mrs-id", "Tn. Burhan dan Ny. Lilis menggugat."),
    ("sdr", "Yth. Sdr. Anwar di tempat."),
    ("colonel", "Kol. Surya memimpin upacara."),
    ("cabbage", "Ia membeli sayur kol. |Setelah itu ia pulang."),
    ("army-ranks", "Letkol. Inf. Yusuf, Mayjen. Tono, dan Serda. Eko hadir."),
    ("police-ranks", "Kombes. Pol. Dedi dan AKBP. Rini memeriksa Bripka. Agus."),
    ("general", "Irjen. Pol. Harun dan Brigjen. Pol. Lukman dilantik."),
    ("low-ranks", "Kompol. Wira, Iptu. Sari, dan Ipda. Jaya hadir."),
    ("late", "Makam Alm. Pak Karto dirawat warga."),
    ("capitals", "PLT. KEPALA DINAS HADIR."),
    ("lower-case-title", "Ia ditemui plt. kepala dinas."),
    # initials
    ("initial-first", "A. Yani gugur sebagai pahlawan."),
    ("initials-first", "W.S. Rendra membaca puisi."),
    ("initials-three", "Buku karya H.O.S. Tjokro dipamerkan."),
    ("initial-inside", "Hadir pula Joko W. Santoso dari Solo."),
    ("initials-spaced", "Ia meneliti karya W. R. Supratman."),
    ("street-initials", "Kantor itu ada di Jalan M.H. Thamrin."),
    ("initial-then-starter", "Ia divaksin hepatitis B. |Setelah itu ia pulang."),
    ("letter-label", "Mereka berada di grup A. |Malaysia di grup lain."),
    ("vitamin", "Jeruk kaya vitamin C. |Tubuh memerlukannya."),
    ("acronym-ends", "Ia kuliah di A.S. |Namun ia rindu rumah."),
    # degrees behind names
    ("degree-comma", "Ani Lestari, S.H., M.H. membela terdakwa."),
    ("degree-ends", "Kasus itu dibela Ani, S.H. |Sidang dimulai pukul 9."),
    ("degrees-end", "Ketuanya Budi, S.E., M.M. |Sekretarisnya Tuti."),
    ("degrees-without-comma", "Ketuanya Budi, S.H. M.H. dari Medan."),
    ("degree-starter", "Ia bergelar S.T. |Kini ia bekerja."),
    ("degree-sos", "Camat Rudi, S.Sos., M.Si. hadir."),
    ("degree-phd", "Penelitinya Sinta, Ph.D. dari Bogor."),
    ("degree-phd-ends", "Penelitinya Sinta, Ph.D. |Hasilnya terbit."),
    ("degree-msc", "Pembicara utama Toni, M.Sc. mengulas iklim."),
    ("degree-spd-unstopped", "Guru itu Wulan, S.Pd dari Garut."),
    ("specialist", "dr. Nia, Sp. A memeriksa anak itu."),
    # companies
    ("company", "PT. Telkom Tbk. naik tipis."),
    ("company-tbk-ends", "Ia memimpin PT Maju Tbk. |Direksi mendukungnya."),
    ("company-tbk-name", "Demikian kata Direktur PT Maju Tbk. Rina Sutopo kemarin."),
    ("company-ticker", "PT Bank Jaya Tbk. (BJYA) membagi dividen."),
    ("company-persero", "PT Kapal (Persero) Tbk. membangun galangan."),
    ("cv-ud", "CV. Makmur dan UD. Sentosa bekerja sama."),
    ("bhd", "Sawit Raya Sdn. Bhd. membuka pabrik."),
    ("co-ltd", "Mesin dibuat Hanyang Co. Ltd. di Korea."),
    ("inc-ends", "Ia pindah ke Pear Inc. |Gajinya naik."),
    ("yahoo", "Yahoo! Indonesia menutup layanan."),
    # addresses and numbers
    ("street", "Kantornya di Jl. Sudirman No. 5 Jakarta."),
    ("alley", "Rumah di Gg. Mawar RT. 03 RW. 05 terbakar."),
    ("administrative", "Ds. Sukamaju, Kec. Cibiru, Kab. Bandung terendam."),
    ("number-word", "Ada tiga hal. |Pertama, soal dana."),
    ("number-page", "Lihat hal. 12 laporan itu."),
    ("number-roman", "Periksa jil. IV ensiklopedia itu."),
    ("answer-no", "Jawabannya cuma no. |Titik."),
    ("date-abbreviated", "Acara digelar 12 Agt. 2024 di Bali."),
    ("date-month-ends", "Tenggatnya 5 Des. |Panitia bersiap."),
    ("date-tgl", "Rapat tgl. 5 ditunda."),
    ("thousands", "Harganya Rp1.500.000 per unit."),
    ("rupiah-stop", "Harganya Rp. 1.500 saja."),
    ("decimal", "Ekonomi tumbuh 5,12 persen dan 0.5 poin."),
    ("clock", "Sidang mulai pukul 14.00 WIB dan usai pukul 16.30."),
    ("clock-ends", "Sidang usai pukul 16.30. |Hakim pulang."),
    ("zone-ends", "Mulai pukul 09.00 WIB. |Peserta datang awal."),
    ("statute", "Pasal 5 ayat (2) UU No. 11 Tahun 2020 diuji."),
    ("statute-juncto", "Ia dijerat Pasal 2 jo. Pasal 18 UU Tipikor."),
    ("bracketed-date", "Hal itu diumumkan Senin (12/8). |Warga senang."),
    ("version", "Aplikasi versi 2.0.1 dirilis. |Unduhannya gratis."),
    ("inline-enumeration", "Syaratnya: 1. Surat sehat; 2. Kartu keluarga."),
    ("date-dashes", "Festival 1-5 Juni itu sukses."),
    # names with stops, web and e-mail addresses
    ("tempo", "Kepada TEMPO.CO ia membantah."),
    ("tempo-ends", "Ia membantah kepada TEMPO.CO. |Kasus berlanjut."),
    ("detik", "Menurut detik.com dan Kompas.com, harga turun."),
    ("capitalised-domain", "Menurut Kompas.Com harga turun."),
    ("web", "Kunjungi https://contoh.id/berita?halaman=2.Baru untuk rincian."),
    ("web-ends", "Daftar di www.contoh.go.id. |Kuota terbatas."),
    ("mail", "Kirim ke redaksi@surat.contoh.id. |Naskah dibaca."),
    ("mail-inside", "Surel budi.Santoso@contoh.id aktif."),
    # abbreviations that may end a sentence
    ("dll-inside", "Beras, gula, dll. dijual murah."),
    ("dll-ends", "Mereka menjual beras, gula, dll. |Pembeli ramai."),
    ("dsb-comma", "Kopi, teh, dsb., habis."),
    ("dst-ends", "Nomor 1, 2, dst. |Semua dicatat."),
    ("dkk", "Gugatan Amir dkk. ditolak hakim."),
    ("dkk-ends", "Hakim menolak gugatan Amir dkk. |Mereka banding."),
    ("dll-in-brackets", "Bahan pokok (beras, gula, dll.) Pemerintah pasok."),
    ("behalf", "Surat diteken a.n. Kepala Badan."),
    ("until", "Berlaku 1 s.d. 5 Mei untuk u.p. Bagian Umum."),
    # ellipses
    ("ellipsis-inside", "Saya... tidak tahu."),
    ("ellipsis-break", "Begitulah... |Namun ia tetap pergi."),
    ("ellipsis-sign-inside", "Saya… tidak tahu."),
    ("ellipsis-sign-break", "Begitulah… |Namun ia pergi."),
    ("ellipsis-spaced", "Saya . . . tidak tahu."),
    ("ellipsis-quoted", '"Anu... itu rahasia," ujarnya.'),
    # quotations
    ("quote-short-inside", '"Benar? Ya!" ujarnya.'),
    ("quote-comma", '"Kami siap," kata dia.'),
    ("quote-attribution", '"Kami sudah sangat siap!" kata dia.'),
    ("quote-attribution-stop", '"Kami sudah sangat siap." kata dia.'),
    ("quote-capital-attribution", '"Kami sudah sangat siap." Ujar Budi.'),
    ("quote-long", '"Kami akan terus bekerja. |Doakan kami," kata dia.'),
    ("quote-curly-long", "“Kami akan terus bekerja. |Doakan kami,” kata dia."),
    ("quote-curly-short", "“Tidak. Jangan,” kata dia."),
    ("quote-right-hand-marks", "”Tidak. Jangan,” kata dia."),
    ("quote-guillemets", "«Tidak. Jangan,» kata dia."),
    ("quote-single", "'Tidak. Jangan,' kata dia."),
    ("quote-single-curly", "‘Tidak. Jangan,’ kata dia."),
    ("quote-nested", "\"Ia bilang 'Tidak. Jangan.' lalu diam,\" kata saksi."),
    ("quote-closed-then-new", '"Kami siap." |Setelah itu ia pergi.'),
    ("quote-curly-closed", "“Kami siap.” |Setelah itu ia pergi."),
    ("quote-opens-next", 'Ia berhenti. |"Saya lelah," katanya.'),
    ("quote-curly-opens-next", "Ia berhenti. |“Saya lelah,” katanya."),
    ("quote-two-speakers", '"Siapa?" tanya Budi. |"Saya," jawab Ani.'),
    ("quote-introduced", 'Ia berkata, "Pergi. Jangan kembali."'),
    ("quote-displaced-close", 'Ia berkata "kami pasti menang besok. "ujar dia.'),
    ("quote-title", 'Film "Siapa Takut?" Tayang pekan ini di bioskop.'),
    ("quote-final-outside", 'Ia menyebutnya "gila". |Hadirin tertawa.'),
    ("quote-unclosed", '"Kami akan terus bekerja. |Doakan kami semua.'),
    ("apostrophe-friday", "Salat Jum'at ditunda. |Warga maklum."),
    ("apostrophe-quran", "Ia membaca Qur'an. |Suara itu merdu. |Ma'ruf hadir."),
    ("apostrophe-decade", "Lagu '90-an diputar. |Penonton bernyanyi."),
    ("inches", 'Layar 5" itu retak. |Servisnya mahal.'),
    # brackets
    ("bracket-remark", "Ia lahir di Solo (kata ibunya. Entah benar) pada Mei."),
    ("bracket-question", "Ia menang (siapa sangka?) Kemarin."),
    ("bracket-sentence", "(Ia lahir di Solo.) |Kini ia tinggal di Medan."),
    ("bracket-unclosed", "Ia pulang (malam. |Ia lelah."),
    # scraped text without a space
    ("joined", "Jembatan itu selesai.|Pemerintah bangga."),
    ("joined-question", "Benarkah demikian?|Warga ragu."),
    ("joined-bracket", "Rapat digelar Senin (12/8).|Warga hadir."),
    ("joined-year", "Itu terjadi pada 2019.|Kini berbeda."),
    ("joined-quote", '"Kami siap sekali."|Setelah itu ia pergi.'),
    ("joined-opening-quote", 'Ia berhenti.|"Saya lelah," katanya.'),
    ("joined-title", "Alamatnya Jl.Merdeka dan Prof.Rahman hadir."),
    ("joined-degree", "Bu Tuti S.Pd. mengajar bersama Pak Adi M.Kom. di sana."),
    ("joined-lower", "Berkas laporan.docx hilang."),
)


@pytest.mark.parametrize("marked", [pytest.param(marked, id=name) for name, marked in CASES])
def test_sentences(marked: str) -> None:
    segments = split(marked.replace("|", ""))
    expected = [piece.strip(" \t\u00a0\u200b") for piece in marked.split("|")]
    assert [segment.text for segment in segments] == expected
    assert {segment.kind for segment in segments} == {SegmentKind.SENTENCE}


def test_the_table_has_both_outcomes_and_unique_names() -> None:
    names = [name for name, _ in CASES]
    assert sorted(names) == sorted(set(names))
    assert len([marked for _, marked in CASES if "|" in marked]) > 50
    assert len([marked for _, marked in CASES if "|" not in marked]) > 50


def test_short_quotation_counts_words_since_the_last_break() -> None:
    text = '"Kami akan terus bekerja. Ya. Tentu saja kami siap. Pasti," kata dia.'
    assert [segment.text for segment in split(text)] == [
        '"Kami akan terus bekerja.',
        "Ya. Tentu saja kami siap.",
        'Pasti," kata dia.',
    ]
