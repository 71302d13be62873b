"""Writes the events of a chat as a phone would export them: headers, markers and notices of its system and language."""
import dataclasses
import io
import zipfile

LRM, NNBSP, NBSP, RLM = "\u200e", "\u202f", "\u00a0", "\u200f"
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _twelve(at):
    return at.hour % 12 or 12


def _half(at, morning, afternoon):
    return morning if at.hour < 12 else afternoon


def _arabic(at):
    date = f"{at.day}{RLM}/{at.month}{RLM}/{at.year}، {_twelve(at)}:{at.minute:02d} "
    return date.translate(ARABIC_DIGITS) + _half(at, "ص", "م") + " - "


# Name → (header, whether it is an iPhone, language of the app).
PHONES = {
    "fr-android": (lambda at: at.strftime("%d/%m/%Y, %H:%M - "), False, "fr"),
    "fr-android-nc": (lambda at: at.strftime("%d/%m/%Y %H:%M - "), False, "fr"),
    "fr-ios": (lambda at: at.strftime("[%d/%m/%Y %H:%M:%S] "), True, "fr"),
    "fr-ios-comma": (lambda at: at.strftime("[%d/%m/%Y, %H:%M:%S] "), True, "fr"),
    "en-gb-android": (lambda at: at.strftime("%d/%m/%Y, %H:%M - "), False, "en"),
    "en-gb-ios": (lambda at: at.strftime("[%d/%m/%Y, %H:%M:%S] "), True, "en"),
    "en-us-android": (lambda at: f"{at.month}/{at.day}/{at.year % 100:02d}, {_twelve(at)}:{at.minute:02d}{NNBSP}{_half(at, 'AM', 'PM')} - ", False, "en"),
    "en-us-ios": (lambda at: f"[{at.month}/{at.day}/{at.year % 100:02d}, {_twelve(at)}:{at.minute:02d}:{at.second:02d}{NNBSP}{_half(at, 'AM', 'PM')}] ", True, "en"),
    "es-android": (lambda at: f"{at.day}/{at.month}/{at.year % 100:02d}, {at.hour}:{at.minute:02d} - ", False, "es"),
    "es-mx-android": (lambda at: f"{at.day}/{at.month}/{at.year}, {_twelve(at)}:{at.minute:02d}{NNBSP}{_half(at, f'a.{NBSP}m.', f'p.{NBSP}m.')} - ", False, "es"),
    "ar-android": (_arabic, False, "ar"),
}
# What most staff carry; the others are named in the scripts.
USUAL = (("fr-android", 33), ("fr-android-nc", 9), ("fr-ios", 31), ("fr-ios-comma", 27))

WORDS = {
    "fr": {
        "android": {"theirs": "Ce message a été supprimé", "own": "Vous avez supprimé ce message"},
        "ios": {"theirs": "Ce message a été supprimé.", "own": "Vous avez supprimé ce message."},
        "omitted": "<Médias omis>", "attached": "fichier joint", "attached_ios": f"< pièce jointe{NBSP}: {{}} >",
        "kinds": {"photo": "image absente", "video": "vidéo absente", "vocal": "audio omis", "sticker": "sticker omis", "gif": "GIF retiré", "contact": "Fiche contact manquante", "doc": "document manquant"},
        "edited": "<Ce message a été modifié>", "location": "localisation : ", "poll": "SONDAGE :", "option": "OPTION :",
        "encryption": "Les messages et les appels sont chiffrés de bout en bout. Aucun tiers, pas même WhatsApp, ne peut les lire ou les écouter.",
        "tap": " Appuyez pour en savoir plus.",
        "business": "Cette entreprise utilise un service sécurisé de la société Meta pour gérer cette discussion. Appuyez pour en savoir plus.",
        "code": "Votre code de sécurité avec {} a changé. Appuyez pour en savoir plus.",
        "timer": "Vous avez activé les messages éphémères. Tous les nouveaux messages disparaîtront de cette discussion 90 jours après avoir été envoyés.",
        "call": "Appel vocal manqué", "video_call": "Appel vidéo manqué",
        "created": "{} a créé le groupe « {} »", "created_ios": "{} a créé ce groupe", "invited": "{} vous a ajouté", "added": "{} a été ajouté(e)",
        "file": "Discussion WhatsApp avec {}",
    },
    "en": {
        "android": {"theirs": "This message was deleted", "own": "You deleted this message"},
        "ios": {"theirs": "This message was deleted.", "own": "You deleted this message."},
        "omitted": "<Media omitted>", "attached": "file attached", "attached_ios": "<attached: {}>",
        "kinds": {"photo": "image omitted", "video": "video omitted", "vocal": "audio omitted", "sticker": "sticker omitted", "gif": "GIF omitted", "contact": "Contact card omitted", "doc": "document omitted"},
        "edited": "<This message was edited>", "location": "location: ", "poll": "POLL:", "option": "OPTION:",
        "encryption": "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.",
        "tap": " Tap to learn more.",
        "business": "This business uses a secure service from Meta to manage this chat. Tap to learn more.",
        "code": "Your security code with {} changed. Tap to learn more.",
        "timer": "You turned on disappearing messages. All new messages will disappear from this chat 90 days after they're sent.",
        "call": "Missed voice call", "video_call": "Missed video call",
        "file": "WhatsApp Chat with {}",
    },
    "es": {
        "android": {"theirs": "Se eliminó este mensaje", "own": "Eliminaste este mensaje"},
        "omitted": "<Multimedia omitido>", "attached": "archivo adjunto", "edited": "<Se editó este mensaje.>", "location": "ubicación: ",
        "encryption": "Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie fuera de este chat, ni siquiera WhatsApp, puede leerlos ni escucharlos.",
        "tap": " Toca para obtener más información.", "call": "Llamada de voz perdida", "video_call": "Videollamada perdida",
        "file": "Chat de WhatsApp con {}",
    },
    "ar": {
        "android": {"theirs": "تم حذف هذه الرسالة", "own": "أنت حذفت هذه الرسالة"},
        "omitted": "<تم استبعاد الوسائط>", "attached": "الملف مرفق", "location": "الموقع: ",
        "encryption": "الرسائل والمكالمات مشفرة تمامًا بين الطرفين.", "tap": "", "call": "مكالمة صوتية فائتة", "video_call": "مكالمة فيديو فائتة",
        "file": "محادثة واتساب مع {}",
    },
}
ANDROID_NAMES = {"photo": ("IMG", "jpg"), "video": ("VID", "mp4"), "vocal": ("PTT", "opus"), "sticker": ("STK", "webp"), "gif": ("VID", "mp4")}
IOS_NAMES = {"photo": ("PHOTO", "jpg"), "video": ("VIDEO", "mp4"), "vocal": ("AUDIO", "opus"), "sticker": ("STICKER", "webp"), "gif": ("GIF", "mp4")}
# Placeholders of a few bytes: the examples carry no picture and no voice of anybody.
DUMMY = {"jpg": b"\xff\xd8\xff\xd9", "mp4": b"\x00\x00\x00\x08ftyp", "opus": b"OggS", "webp": b"RIFF\x04\x00\x00\x00WEBP", "pdf": b"%PDF-1.4\n%%EOF\n", "vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Exemple\r\nEND:VCARD\r\n"}
MEDIA = ("photo", "video", "vocal", "sticker", "gif", "doc", "contact", "vue unique")


@dataclasses.dataclass
class Export:
    """A file as WhatsApp would make it. `attachments` maps names to bytes; with any, or from an iPhone, it is a zip."""

    name: str
    text: str
    attachments: dict
    is_ios: bool
    text_name: str

    def bytes(self, exported):
        """The file's bytes; `exported` dates the entries of a zip. Stored, so that they depend on no compressor."""
        if not self.name.endswith(".zip"):
            return self.text.encode()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, content in [*sorted(self.attachments.items()), (self.text_name, self.text.encode())]:
                entry = zipfile.ZipInfo(name, exported.timetuple()[:6])
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
        return buffer.getvalue()


class Phone:
    """The phone that exports a chat: `owner` is the account it belongs to, `label` how it shows the other names."""

    def __init__(self, model, owner, label, chat_title, with_media):
        self.header, self.is_ios, language = PHONES[model]
        self.words = WORDS[language]
        self.owner, self.label, self.title, self.with_media = owner, label, chat_title, with_media
        self.attachments, self.entries = {}, []

    def notice(self, at, text, actor=None):
        if self.is_ios:
            self.entries.append(f"{self.header(at)}{actor or self.title}: {LRM}{text}\r\n")
        else:
            self.entries.append(f"{self.header(at)}{text}\n")

    def app_notice(self, event):
        """A notice written in a script: calls, group events."""
        word, _, name = event.text.partition(" ")
        if word in ("appel", "visio"):
            call = self.words["call" if word == "appel" else "video_call"]
            self.notice(event.at, call)
        elif word == "créé":
            text = self.words["created_ios"].format(name) if self.is_ios else self.words["created"].format(name, self.title)
            self.notice(event.at, text, name)
        elif word == "invités":
            self.notice(event.at, self.words["invited"].format(name))
        elif word == "ajouté":
            self.notice(event.at, self.words["added"].format(name))
        else:
            raise ValueError(f"unknown notice {event.text!r}")

    def _attachment_name(self, event):
        number = len(self.entries) + 1
        if event.kind in ("doc", "contact"):
            name = event.text if event.kind == "doc" else event.text + ".vcf"
            return f"{number:08d}-{name}" if self.is_ios else name
        names = IOS_NAMES if self.is_ios else ANDROID_NAMES
        word, extension = names[event.kind]
        if self.is_ios:
            return f"{number:08d}-{word}-{event.at:%Y-%m-%d-%H-%M-%S}.{extension}"
        return f"{word}-{event.at:%Y%m%d}-WA{number:04d}.{extension}"

    def _media(self, event):
        if event.kind == "vue unique":
            return "null"
        document = f"{event.text} • {LRM}1 page {LRM}" if event.kind == "doc" else LRM
        if not self.with_media:
            return document + self.words["kinds"][event.kind] if self.is_ios else self.words["omitted"]
        name = self._attachment_name(event)
        self.attachments[name] = DUMMY[name.rpartition(".")[2]]
        if self.is_ios:
            return document + self.words["attached_ios"].format(name)
        return f"{LRM}{name} ({self.words['attached']})"

    def message(self, event, author):
        body, marked = event.text, False
        if event.kind == "deleted":
            whose = "own" if author == self.owner else "theirs"
            body = LRM + self.words["ios"][whose] if self.is_ios else self.words["android"][whose]
            marked = True
        elif event.kind in MEDIA:
            body, marked = self._media(event), True
        elif event.kind == "position":
            body = f"{self.words['location']}https://maps.google.com/?q={event.text}"
        elif event.kind == "sondage":
            question, *options = [part.strip() for part in event.text.split("|")]
            lines = [self.words["poll"], question, *(f"{self.words['option']} {option}" for option in options)]
            body = "\n".join(lines)
        if event.edited:
            body += f" {LRM if self.is_ios else ''}{self.words['edited']}"
        front, end = (LRM if self.is_ios and marked else ""), ("\r\n" if self.is_ios else "\n")
        self.entries.append(f"{front}{self.header(event.at)}{self.label(author)}: {body}{end}")

    def export(self):
        text = "".join(self.entries)
        if self.is_ios:
            return Export(f"WhatsApp Chat - {self.title}.zip", text, self.attachments, True, "_chat.txt")
        name = self.words["file"].format(self.title)
        return Export(name + (".zip" if self.attachments else ".txt"), text, self.attachments, False, name + ".txt")
