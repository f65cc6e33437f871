"""A page of a newspaper that we made up: an article among all that stands around one."""

from __future__ import annotations

HEADLINE = "Pemkot Kupang Buka Dua Pasar Baru"
PARAGRAPHS = [
    "KUPANG - Pemerintah Kota Kupang membuka dua pasar baru pada hari Senin. Kedua pasar itu menampung 250 pedagang "
    "dari empat kelurahan.",
    "Wali kota berjanji menambah jalur angkutan umum ke pasar tersebut mulai bulan depan. Para pedagang menyambut "
    "rencana itu dengan gembira.",
    "Parkir dan air bersih",
    "“Kami menyiapkan lahan parkir untuk 80 mobil dan 400 sepeda motor,” kata kepala dinas perdagangan kota itu.",
    "- Pasar Oebobo: 140 lapak\n- Pasar Kelapa Lima: 110 lapak",
    "Beras",
    "Rp14.500",
    "Kami hanya minta sewa lapak tidak naik sampai tahun depan.",
    "Pembangunan kedua pasar menelan biaya Rp18,5 miliar dari anggaran daerah tahun ini.",
    "Sisanya akan dipakai untuk memperbaiki jalan masuk.",
]
AROUND = ["cookie", "Beranda", "Olahraga", "WhatsApp", "Gempa", "semifinal", "Komentar", "ramai", "Hak cipta", "Tag"]
"""Words that stand on the page, and in nothing that is a part of the article."""

PAGE = f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8">
<title>{HEADLINE} - Kabar Timur</title>
<meta property="og:title" content="{HEADLINE}">
<meta property="og:site_name" content="Kabar Timur">
<meta name="author" content="Maria Leba">
<meta property="article:published_time" content="2024-08-12T10:15:00+08:00">
<link rel="canonical" href="https://kabartimur.example/ekonomi/pasar-baru">
<style>.iklan {{ display: none }}</style>
<script>var halaman = "pasar";</script></head><body>
<div id="cookie-banner" class="cookie-consent"><p>Kami memakai cookie agar situs ini berjalan baik. Dengan melanjutkan,
Anda menyetujui kebijakan privasi kami.</p><button>Setuju</button></div>
<header><nav><ul><li><a href="/">Beranda</a></li><li><a href="/ekonomi">Ekonomi</a></li>
<li><a href="/olahraga">Olahraga</a></li></ul></nav></header>
<main><article>
<h1>{HEADLINE}</h1>
<div class="byline">Oleh <a rel="author" href="/penulis/maria">Maria Leba</a>,
<time datetime="2024-08-12T10:15:00+08:00">Senin, 12 Agustus 2024 10:15 WITA</time></div>
<div class="share"><a href="#">Facebook</a> <a href="#">WhatsApp</a></div>
<figure><img src="/pasar.jpg" alt="Pasar"></figure>
<p><strong>KUPANG</strong> - Pemerintah Kota Kupang membuka dua pasar baru
pada hari Senin. Kedua pasar itu menampung 250 pedagang dari empat kelurahan.</p>
<p>Wali kota berjanji menambah jalur <a href="/topik/angkutan">angkutan umum</a> ke pasar tersebut mulai bulan depan. \
Para pedagang menyambut rencana itu dengan gembira.</p>
<h2>Parkir dan air bersih</h2>
<p>“Kami menyiapkan lahan parkir untuk 80&nbsp;mobil dan 400 sepeda motor,” kata kepala dinas per&shy;dagangan kota
itu.</p>
<ul><li>Pasar Oebobo: 140 lapak</li><li>Pasar Kelapa Lima: 110 lapak</li></ul>
<table><tr><td>Beras</td><td>Rp14.500</td></tr></table>
<blockquote><p>Kami hanya minta sewa lapak tidak naik sampai tahun depan.</p></blockquote>
<p>Pembangunan kedua pasar menelan biaya Rp18,5 miliar dari anggaran daerah tahun ini.<br>Sisanya akan dipakai untuk
memperbaiki jalan masuk.</p>
<div class="tags">Tag: <a href="/tag/pasar">pasar</a> <a href="/tag/kupang">kupang</a></div>
</article>
<aside class="related"><h3>Berita Terkait</h3><ul><li><a href="/1">Gempa guncang Alor, warga ke luar rumah</a></li>
<li><a href="/2">Tim sepak bola Kupang lolos ke semifinal</a></li></ul></aside>
<section id="comments"><h3>Komentar</h3><p>Semoga cepat ramai ya pasarnya, jangan sepi seperti dulu.</p></section>
</main>
<footer><p>© 2026 Kabar Timur. Hak cipta dilindungi undang-undang.</p></footer>
</body></html>
"""
