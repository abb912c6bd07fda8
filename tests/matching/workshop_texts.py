"""What a bicycle workshop's notice says, how people ask about it, and what else they say."""

from __future__ import annotations

NOTICE = {
    "hours": "The workshop opens at eight in the morning and closes at six. On Sundays it stays shut.",
    "puncture": "A puncture costs 12 pounds to mend, the patch included.",
    "brakes": "New brake pads cost 30 pounds a pair, fitted.",
    "mechanic": "Rosa Lind mends gears and wheels; she has worked here since 1998.",
    "booking": "Customers book a repair by telephone or at the counter, a day ahead.",
    "guarantee": "Every repair is guaranteed for three months.",
    "loan": "A loan bicycle is free while a repair takes longer than one day.",
    "place": "The workshop stands behind the old mill, next to the canal bridge.",
}
"""What the workshop's notice says of each thing, a paragraph each."""
PHRASINGS: dict[str, tuple[str, ...]] = {
    "hours": (
        "when does the workshop open",
        "what are the opening hours",
        "until when is the workshop open in the evening",
        "is the shop open on sunday",
        "closing time of the workshop",
        "工坊几点开门",
    ),
    "puncture": (
        "how much does it cost to mend a puncture",
        "price of a flat tyre repair",
        "what do you charge for a puncture",
        "cost of patching an inner tube",
        "my tyre is flat, how much is the repair",
        "补胎多少钱",
    ),
    "brakes": (
        "how much are new brake pads",
        "price of brakes",
        "what does it cost to replace the brakes",
        "brake pad replacement cost",
        "换刹车多少钱",
    ),
    "mechanic": (
        "who mends the gears",
        "who is the mechanic",
        "name of the person who repairs the wheels",
        "who works in the workshop",
        "谁修变速器",
    ),
    "booking": (
        "how do I book a repair",
        "can I make an appointment for a repair",
        "do I have to book ahead",
        "booking a repair by telephone",
        "怎么预约修理",
    ),
    "guarantee": (
        "is there a guarantee on repairs",
        "how long is a repair guaranteed",
        "warranty on the work",
        "what if the repair breaks again",
        "修理有保修吗",
    ),
    "loan": (
        "can I borrow a bicycle while mine is repaired",
        "do you lend bicycles",
        "is there a loan bicycle",
        "what does a replacement bicycle cost during the repair",
        "可以借自行车吗",
    ),
    "place": (
        "where is the workshop",
        "how do I find the shop",
        "address of the bicycle workshop",
        "which bridge is the workshop next to",
        "工坊在哪里",
    ),
}
ASKED: dict[str, tuple[str, ...]] = {
    "hours": (
        "what time do you open in the morning",
        "are you open on sundays",
        "when do you close today",
        "opening times please",
        "how late is the workshop open",
        "几点关门",
    ),
    "puncture": (
        "how much for a flat tyre",
        "what is the price for mending a puncture",
        "puncture repair price",
        "cost of a new patch on my tyre",
        "what will fixing a flat cost me",
    ),
    "brakes": (
        "how much do you want for brake pads",
        "new brakes price please",
        "my brakes are worn, what does replacing them cost",
        "cost of fitting brakes",
        "brake pads how much",
    ),
    "mechanic": (
        "who repairs gears here",
        "what is the mechanic called",
        "who is it that mends the wheels",
        "name of your mechanic",
        "who works there",
    ),
    "booking": (
        "how can I get an appointment",
        "do repairs have to be booked",
        "can I book by telephone",
        "booking a repair how does that work",
        "must I make an appointment ahead",
    ),
    "guarantee": (
        "do you give a guarantee",
        "for how long are repairs guaranteed",
        "is there any warranty on a repair",
        "the repair broke again, is that covered by the guarantee",
        "guarantee period",
    ),
    "loan": (
        "could I borrow a bicycle meanwhile",
        "do you lend out a bicycle during a repair",
        "loan bicycle available",
        "is a replacement bicycle free",
        "may I have a loan bicycle while you mend mine",
    ),
    "place": (
        "where can I find the workshop",
        "what is the address",
        "where are you, which bridge",
        "how do I get to the bicycle shop",
        "is the workshop near the canal",
    ),
}
"""Questions about each thing in other words than the phrasings."""
NEAR = (
    "do you sell new bicycles", "how much is an electric bicycle", "can you paint my frame", "do you repair scooters",
    "what does a helmet cost", "how many mechanics have you trained", "is the workshop for sale",
    "do you buy used bicycles", "how heavy is a steel frame", "which brand of tyre is best",
    "can I park my car at the workshop", "do you have a website", "what does the mechanic earn",
    "do you rent out tandems", "how many bicycles do you mend a year", "is there a cafe in the workshop",
    "do you offer courses in wheel building", "can I pay by card", "do you collect bicycles at home",
    "who owned the mill before", "how fast can one ride on the canal path", "what colour is the workshop",
)  # fmt: skip
FAR = (
    "what a lovely sunset tonight", "my cat sleeps all day", "anyone fancy a game of chess", "that film was terrible",
    "see you after lunch", "I lost my phone again", "who won the match yesterday", "please pass the salt",
    "how do I cook rice", "this song is stuck in my head", "the exam was so hard", "happy birthday to your sister",
    "what is the capital of peru", "my knee hurts since monday", "the plane was late again", "can dogs eat grapes",
    "let us meet at the station", "I need a new laptop", "translate this poem for me", "who wants pizza tonight",
)  # fmt: skip
UNANSWERABLE = (
    "do you sell bicycle helmets", "how much does a new bicycle cost", "do you repair motorcycles",
    "can I hire a tandem for the weekend", "how many customers come in a day",
)  # fmt: skip
GREETINGS = ("hello", "good morning", "hi there", "👋", "你好")
"""What people say that is no question."""
