"""Words that decide a doubtful case: what opens a sentence, and what a single letter may stand behind."""

from __future__ import annotations

# Function words and the like: written with a capital they open a sentence and are nobody's name, so that
# "gelar S.H. Ia" breaks and "S.H. Mintardja" does not.
SENTENCE_STARTERS = frozenset(
    """
    ada adapun agar akan akibat akibatnya apa apabila apakah artinya atas atau bagaimana bagi bahkan beberapa
    begitu belum bila bukan dalam dan dari demikian dengan di dia hal hanya hasilnya hingga ia ini itu jadi
    jika juga kalau kami kapan karena karenanya kata ke kemudian kenapa ketika kini kita lalu maka mengapa
    menurut mereka meski meskipun misalnya namun nanti nantinya oleh pada padahal para pihaknya saat salah
    sampai saya seandainya sebab sebagai sebagian sebaliknya sebanyak sebelum sebelumnya sedangkan sehingga
    sejak sejumlah sekarang sekitar selain selama selanjutnya seluruh semua sementara semula seorang seperti
    sesudah setelah setiap siapa sudah tak tapi terkait tersebut tetapi tidak untuk walau walaupun yakni
    yaitu
    """.split()
)

# "Grup A. Indonesia", "vitamin C. Tubuh": after these, a capital letter is a label and no initial.
LETTER_LABELS = frozenset(
    """
    blok darah gerbang golongan grup hepatitis huruf influenza kategori kelas kelompok liga nilai pasal
    peringkat plan pos predikat rencana seri serie tim tipe titik vitamin zona
    """.split()
)
