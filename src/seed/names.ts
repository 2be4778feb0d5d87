/** Names of one language, and where people of that language are likely to have studied. */
export type NameGroup = {
  readonly language: string
  readonly schools: readonly string[]
  readonly names: readonly string[]
}

/**
 * The 160 candidates of the demo company by language. All are invented. Names in other scripts carry their Latin form
 * first, so that they are found by either; María García stands twice, because two people may share a name.
 */
export const nameGroups: readonly NameGroup[] = [
  {
    language: 'Portuguese',
    schools: ['Universidade de Coimbra', 'Universidade Federal de Minas Gerais'],
    names: [
      'Ana Souza',
      'João Pedro Azevedo',
      'Beatriz Conceição',
      'Thiago Magalhães',
      'Inês Carvalhal',
      'Luís Antunes Brandão',
      'Débora Quintela',
    ],
  },
  {
    language: 'Spanish',
    schools: ['Universidad de Granada', 'Universidad Nacional de Córdoba', 'Universidad de Guadalajara'],
    names: [
      'Lucía Fernández Rey',
      'María García',
      'José Luis Ibáñez',
      'Íñigo Etxeberria',
      'Camila Rojas Peña',
      'Andrés Villalobos',
      'Ximena Ocampo',
      'María García',
      'Pilar Sáenz',
    ],
  },
  {
    language: 'French',
    schools: ['Université de Rennes', 'Université Laval'],
    names: [
      'Chloé Lefèvre',
      'Benoît Marchand',
      'Anaïs Dubreuil',
      'François-Xavier Morel',
      'Zoé Delacroix-Petit',
      'Océane Thibault',
    ],
  },
  {
    language: 'German',
    schools: ['Technische Universität Dresden', 'Universität Graz'],
    names: [
      'Jürgen Krämer',
      'Lena Großmann',
      'Sören Weiß',
      'Katharina Böhm',
      'Moritz Kühnel',
      'Anke Schröter',
      'Johanna von Rhoden',
    ],
  },
  {
    language: 'Irish',
    schools: ['University of Galway', 'University College Cork'],
    names: [
      "Siobhán O'Brien",
      "Seán O'Brien",
      'Niamh Ní Bhriain',
      "Caoimhe O'Sullivan",
      'Eoghan Mac Giolla',
      "Declan D'Arcy",
    ],
  },
  {
    language: 'English',
    schools: [
      'University of Missouri',
      'Oregon State University',
      'Howard University',
      'Colorado State University',
    ],
    names: [
      'Grace Whitfield',
      'Marcus Ellery',
      'Tamika Bramwell',
      'Owen Pritchard',
      'Harriet Lockyer',
      'DeShawn Mercer',
      'Caleb Thornbury',
      'Abigail Stroud',
      'Jordan Tate',
      'Priscilla Hawthorne-Bell',
      'Ruth Ainsley',
      'Desmond Carraway',
    ],
  },
  {
    language: 'Dutch',
    schools: ['Universiteit Utrecht', 'Universiteit Gent'],
    names: ['Sanne van den Berg', 'Joris de Vries-Bakker', "Femke van 't Hoff"],
  },
  {
    language: 'Swedish',
    schools: ['Lunds universitet', 'Universitetet i Bergen', 'Aarhus Universitet', 'Tampereen yliopisto'],
    names: [
      'Åsa Lindqvist',
      'Bjørn Haugland',
      'Søren Kjærgaard',
      'Þórdís Jónsdóttir',
      'Ida Østergaard',
      'Väinö Koskela',
      'Päivi Lehtonen',
    ],
  },
  {
    language: 'Polish',
    schools: ['Politechnika Wrocławska', 'Uniwersytet Łódzki'],
    names: ['Łukasz Wiśniewski', 'Agnieszka Śliwińska', 'Zofia Żurawska', 'Paweł Dąbrowski'],
  },
  {
    language: 'Czech',
    schools: ['Masarykova univerzita', 'Szegedi Tudományegyetem'],
    names: [
      'Jiří Dvořáček',
      'Šárka Novotná',
      'Ľubica Hrašková',
      'Zsófia Kerekes',
      'Ákos Szűcs',
      'Tomáš Říha',
    ],
  },
  {
    language: 'Romanian',
    schools: ['Universitatea din Craiova', 'Univerzitet u Novom Sadu'],
    names: [
      'Ștefan Munteanu',
      'Ioana Țăranu',
      'Đorđe Petrović',
      'Željka Horvatić',
      'Ana-Marija Šimić',
      'Blerta Hoxha',
    ],
  },
  {
    language: 'Turkish',
    schools: ['Ege Üniversitesi', 'Anadolu Üniversitesi'],
    names: ['Ayşe Yıldırım', 'Çağla Öztürk', 'Oğuzhan Şen', 'İpek Güneş', 'Burak Kılıçoğlu'],
  },
  {
    language: 'Greek',
    schools: ['University of Patras', 'Aristotle University of Thessaloniki'],
    names: ['Eleni Papadaki (Ελένη Παπαδάκη)', 'Giorgos Vrettos (Γιώργος Βρεττός)', 'Despina Karagianni'],
  },
  {
    language: 'Ukrainian',
    schools: ['Lviv Polytechnic', 'Sofia University', 'Kharkiv National University of Radio Electronics'],
    names: [
      'Yulia Sokolova (Юлия Соколова)',
      'Oleksandr Shevchuk (Олександр Шевчук)',
      'Dmitri Vorontsov (Дмитрий Воронцов)',
      'Nataliia Hrytsenko (Наталія Гриценко)',
      'Kalina Dimitrova (Калина Димитрова)',
      'Artem Bondar',
    ],
  },
  {
    language: 'Arabic',
    schools: ['American University of Beirut', 'Cairo University', 'Université Mohammed V'],
    names: [
      'Layla Haddad (ليلى حداد)',
      'Omar Al-Masri (عمر المصري)',
      'Nour El-Din Saleh',
      'Yasmin Abd el-Rahman',
      'Rania Khoury',
      'Hassan Benali',
      'Fatima-Zahra Idrissi',
    ],
  },
  {
    language: 'Persian',
    schools: ['University of Tabriz', 'Tel Aviv University'],
    names: ['Shirin Moradi (شیرین مرادی)', 'Parisa Daneshvar', 'Noa Ben-Ami (נועה בן עמי)', 'Eitan Shaked'],
  },
  {
    language: 'Hindi',
    schools: ['University of Pune', 'Anna University', 'Jadavpur University', 'Panjab University'],
    names: [
      'Priya Raghunathan',
      'Arjun Mehra (अर्जुन मेहरा)',
      'Ananya Iyer',
      'Rohan Deshpande',
      'Sneha Kulkarni',
      'Vikram Chauhan',
      'Harpreet Kaur Gill',
      'Lakshmi Venkataraman',
      'Siddharth Bose',
      'Deepak Thapliyal',
    ],
  },
  {
    language: 'Urdu',
    schools: ['University of Karachi', 'University of Dhaka', 'University of Peradeniya'],
    names: ['Tahmina Chowdhury', 'Farhan Qureshi', 'Zainab Malik', 'Dilshan Wickramasinghe'],
  },
  {
    language: 'Chinese',
    schools: ['Sun Yat-sen University', 'National Cheng Kung University', 'Sichuan University'],
    names: [
      'Zhang Wei (张伟)',
      'Li Xiaomei (李小梅)',
      'Chen Jiahao (陈嘉豪)',
      'Wang Zihan (王子涵)',
      'Lin Mei-Ling (林美玲)',
      'Huang Kai-Wen (黃凱文)',
      'Zhao Minghui (赵明慧)',
      'Ng Sze Wai (吳思慧)',
    ],
  },
  {
    language: 'Japanese',
    schools: ['Tohoku University', 'Kobe University'],
    names: [
      'Haruka Nishimura (西村 遥)',
      'Kenji Ōtsuka (大塚 健二)',
      'Yūki Matsuda (松田 優希)',
      'Aiko Shimizu',
      'Takumi Hoshino (星野 拓海)',
    ],
  },
  {
    language: 'Korean',
    schools: ['Pusan National University', 'Chonnam National University'],
    names: [
      'Lee Soo-bin (이수빈)',
      'Jeong Min-jae (정민재)',
      'Oh Hye-rin (오혜린)',
      'Yoon Tae-yang',
      'Bae Ga-eun (배가은)',
    ],
  },
  {
    language: 'Vietnamese',
    schools: ['Da Nang University of Technology', 'Can Tho University'],
    names: ['Nguyễn Thị Hồng Nhung', 'Trần Quốc Bảo', 'Phạm Thùy Dương', 'Lê Minh Khôi', 'Đặng Hải Yến'],
  },
  {
    language: 'Malay',
    schools: ['Universitas Gadjah Mada', 'Universiti Malaya', 'University of the Philippines'],
    names: [
      'Siriporn Chaiyasit (ศิริพร ไชยสิทธิ์)',
      'Maria Clara de los Santos',
      'Paolo Villanueva-Cruz',
      'Dewi Anggraini',
      'Nur Aisyah binti Rahman',
      'Wulandari',
    ],
  },
  {
    language: 'Yoruba',
    schools: ['University of Ibadan', 'University of Nairobi', 'University of Cape Town'],
    names: [
      'Chinedu Okafor',
      'Adébáyọ̀ Ògúnlẹ́yẹ',
      'Ngozi Eze',
      'Akosua Frimpong',
      'Thandiwe Dlamini',
      'Lerato Mokoena',
      'Wanjiru Kamau',
      'Hiwot Getachew',
      "Moussa N'Diaye",
      'Aïssatou Diallo',
      'Tendai Mutasa',
    ],
  },
  {
    language: 'Italian',
    schools: ['Università di Pavia', 'Università di Catania'],
    names: ["Giulia D'Angelo", 'Niccolò Bersani', "Chiara Dell'Acqua", 'Alessia Caputo', 'Lorenzo De Santis'],
  },
  {
    language: 'Hawaiian',
    schools: ['University of Hawaiʻi at Mānoa', 'University of Otago'],
    names: ['Keola Kahananui', 'Leilani Kealoha', "Sione Ma'afu Fonua"],
  },
]
