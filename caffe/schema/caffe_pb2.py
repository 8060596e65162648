"""Caffe's messages. Generated from caffe.proto by generate.py: change those, not this file."""

import base64

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

_SCHEMA = base64.b85decode(
    """\
3JYUlW@cqBaB^>SZxRV(VP<A!GIVluA|VP1LTqnhQ)ppuWfBw$17vA!7y%#yC<8(Q5CKvHWNB?8nF0z4LTqnhP;zf{ZxSjB1#@U&aAg<=AOR=~G88UjV
P<A!GIVluE<$W?VpC{gaAi^jb7*03WfB$&1Y}`!VHgD<11JJQ0uTXG1Y}`!VG<S!1Y~JuW*7z_11JJQ0uTXG1Y~JuW)dR`3uJF~Vr*q!WMOn+7ziK(C;
>tO5CKvOWN&q1Y-L1YbYT)B3JYX!bz*E~Uu0=!W*7+|11JGP0uTXG3S@6}Vr*qZX=Y{;6AA-vb!`{{AOR=^Isq_J18#L~5*-
Q%V`yP+Ze?t97y=*xC<QtJFj5F(Xkl({Wo&a2843nyWoc(<bQl950VoAJ0WeYqXk}?<Xmk=63I%s*WOQg41Rwz@1v&vRQU!NuWOQgEJqiy(Y;R&va&L5
RR%K&!Z*meU3I$?pZ(?&80U!e?3o;ZgV_{}yWioVfbS^?{Z(>k#Z**@`1!8P(Vsj$90SW~~VRUtE5*i8!V`yP+Ze?t97y%#wC<RgoV`yP+Ze?t95*7*u
Xk}?<Xml6?AOR=^QU+*cX=iA35)=vrcWGpFXcz+^0VoAh1$Sv=bZ8P13It?fbYU0-AOR>0QUqjSbYT({3I%LoVr6U?1t0+^1yTiUVPa)$5*-
Q(W^8X^bYEm)bYU0<AOk1@QVC{kZ((#qVRT^<9|{L$Zewp`Wn>r!AOR={It6B7Y;$E&2W4(!Z)9a;BE|v=4@PNhY-
Ms#VRB(@Wprh75*!Kyba`-P7y%#wC<!_UV{dMAbYX6EQUr8)aAgt~3I%pyY;|QA0w4h>0y+UOQU!KlY;|Q46AA-uX>J$;AOR=>Isq_J18r$;5)%poZDD
vA1Rwz@0y+UPQUh&acoG!~1Z`zuZWsk10Vo1G0WeYoZDnC@5)%pob97`F1|R__0y+UPQUh~zWD*(*26J#>a&u)E2Ot3`1v&yPF;WI|aA9(DWfD{h4R&F
2X<=?-WnXS@a%~t0AOR>2GAAx$VP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7E>>Z3X<=?-
WlnE$Z8`=<K~7&uPErhZVRC6<ZewLmZ*pxSGztt>VRC6<ZewLmZ*pxC3JL~BK~7&uP7nYR3knBDK~7&!Ra6iG5(^3kK~_alK}SUp0wVDO3JgwVbWmY(V
Qpn}WpWY{3IuLpZDkk%AOR=|QUq>cZDkS^3I%CyaCLMT10Vw^2~q`VZg6#U5;Y17X>M?JbYF95VQ^&_2p|I}3o;ZgV_{}yWioVfbS^?{Z(>tuVQ^(q3T
bX|b#zl`VQ^&<8wv?&Zg6#UUu0=*7z7{#C<RgoX>M?JbVO-w5-
bW1W^Zz1WnW@pV{3O|a%30<AOR={It6B7Y;$E&4Q6k0V`V~NV{3O|a%2)I3I%g?VRU5}1|R__3o;WfV_{}yWioVfbS_S1bW?O;bY)Tnb97;JWfCL`3S?
zsb!T5`Zf0*72Ot3`2s#C3VQh0{QVC>bVs&RpZf0*1FA4>0VR>b87-S#=C<`(fE@NS4W@R#Ta&#_CVR>b8P+@XmZDn+2a#96sVR>b85;F=0Y+-
q2a&s60AOk21G8-
;qVP<A!GIVluE><y2VR>b8P+@XmZDn+2a#99tVR>b8b0Xjl3J+6nY<6XGP+@XmZDn+2auN^<18!w>7#JV{C<#&nZe?^5GztlBWprO~VRB(@7#Sb|C<`(
dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<2ySI`P+@XmZ4w&_33PH{X>MO`Wpo$;AOR=|QV4W%VQFqoWpol53J7#%b97&BWpo$<AOk1~QU`Qpb97E+bP_)b
4|H;2X>MO`WprO~VRB(@7!@D^C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<4Rms0X>LwsbWmY(VQmsU3J!E-
b97&BWprO~VRB(@7#1J{C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<40L64bWUY-
P+@XmZ4xvJ3v_Z}X>MP0bYXO57#bh}C<`(ZE@NS4W@R#Ta&#_EWpq<?VRU6u3UqQ|X>L<=VRU5@G71WGWpi|2b97;JWf&VE11JkJ6E0(6W@cqFbaHeqP
GxjcbYXO5QVDcrb97U5VRU5@8wv?@Wpi|2X>?_B7y}>!C<RgobY*jNNpxj$5+(`_bY*jNUukZ1WpZ|5Y#0O}0VoAJ0WeYwbY*jNNp5sya&}>C5-
|!9bY*jNUt@1=aCLNLUu<u4a~KmK0VoJM1!iGvb7fKwbY*jNLvL+xb#!G+Z*y}JH3}1SWpi|2X>MtBX<=+>dSP^FZ*CYMAOR={Is|lbb!Ac#bY*jNNp5
L$X<=+>dSP^FZ*CG73I}3gb7fy_au@|50Vo1e24Z1zWlVAs7zzhuX>)LFVR;w^AOR=^QU_#db8u{7c@iWF3}JR<a$#p>Uu<u4a~L5Y0VoAJ0WnewVRmJ
5VP|DbZ*y}J843t(VR&C@bY*fF2Ot3`1yToXVR%V&WpWZ83JGa+WpZD0X?kTCBp?AO1v&vSQV3~uWpYz#dSwzD3JGj-UvO`1X=8a92p|C{2~r4ba!_w<
X=8a36bc1rVQp<;7zrQ&C<0OiXJKt^VG<My1#oY7WpWq_AOR=>QU!2tcV%)C8VU$)Z*666baibQ3m^d~0#XQVZ*666baibKAqot4Woc(<bYEm;V_|t13
?Kn00#XZiWoc(<bVOxiVR;fW3KMc=XLW30a%p;DbZKvHUvznJWf&bG0VoMN0!%Ve5^`l{b!=gBX?kIFX>V>+d2nSC8VU$=bY*aJX?kTC4Ilw11yTrebY
*aJX?kT69100@bY*aMVQh6}7$P78C<Rgpb97~Jc42IFWfCb04r6R-a9?L~VPt7#Zgg`PBOn1N0y+XMF;Wd<Y-w;ua$#g?Wo~qH5*-
Q%b8ca9b7*gL7!Du-C<QtJFj5F}Zeeh9Xm4~9CkhX9Zeeh9Xm501aB^j4X?Pe9AOR=|QVw%&VQ_P3Z*)*{WoBu35-
JJ}b8ca9b7*gLUu0=!W*8740VoJM1!iGvb7fKtb8ca9b7*gLL}_Mb5?=}rb8ca9b7*gLUuJJ|ZDDj6B_IJP4l*e&V_{}yWioVfbS_hGY<6XGP+@XmZDn
+2axPPDVQ_P3Z*)d)a&2LBItxNcPC-
&xP*P7+Pf`wZZeeh9Xm4~zZ*py6bP`Jn3v+L5c4cy3ZEs{{7!e==C=N0uE@NS4W@R#Ta&#_JZ)|pDa!_G%VQpn}WpXZ4Z)|pDa!qe!WjX^#P*qY2b8l>
RWpYh#WMvW_3JGLoc4=c}Uuk3*5+DI61v&vRQV3*ac4=c}Nn{cu3JY>!Ze(w5Uvp(;WEd160Vo4H0xdC83UXm?WN&R#Wo2X%7YYP)d2nSIC?EkS2|5E)
M?_Ktba`-P5*rEyWMyo0VHh7E0Vo1G1u<nUFgQ{LWMyo0VG<(>32kp}Wo~qJZ88`qAOR=>It4H;IXO8}32kp}Wo~qJZ88!e3JG#;b6;d-
V_|t1CLjSQ0y+dRE;%_;2y$(6L}g=Pc@iWF3S?zsb!T5`Zf0*77a##B2s#C3VQh0{QVC>bVs&RpZf0*1HVPDTZeeh9Xm501VP<q?a$j_EVQFp{93TNG2
s#9Ga&=`=5_4{0aC2yHbU|ixWpY$<VQFp>O9~5fZ)|pDa$j_LaAg=CAOR>2G9@l!VP<A!GIVluE>mx8c4cx<VRB(@Wprh7E>mx8c4cx@d2nSq15-
ytQVMf#Y<6XGRC#b^5-<u8Y+-
q2a$k38b7fz0Wn^_@Wf&<S0VoJM1axwBWl|4pVR>b8S7~!)Qe|XyV`UN;3I}&(X=iA3a~LWh11Jen2X|#@XJ~YDA}b0GQ*L2!b7*gLMsIR$VRRA*3Is?
*Ml}!s5)TRsLP<_RQdv+^PgGA30U{m>3R7=vc4cx+Z)9Z>2MPm2P*o5B5(f$cM^IG|0U}ij3R7=vc4cx@d2nSC2MPmIM???+5)29mPDN8xMN&^z5CIYk
3I{<%K}S+SL=XZJ3knBPO;b=(Pf!p85)29mK}11BMNCvd5Cjqk3Ist!K}`?^BA5XR3sY}wc4cx?bYXO55)ujoX>?_B7y%#wC<RgkX>?_B5+4c+Y-
M3`Ze?U&Ze?^B0w4h>2~rAdWnpq|Wn@lebP_HK2WV+?bZ>Hb7y}>!C<`(aE@NS4W@R#Ta&#_2Y;R&va&L5RQU_>hb98TVc@iWF3}bb2a%FCGUvqS2a2N
z20VoAJ0WeYvV|8+JWo~p+bY*ZNX9@^TWpq<?VRU5@ED8m1Xkl|@7y%#wC=N0ZE@NS4W@R#Ta&#_GXkl|@Is{ZjQ&ds~aA;w3WfB((1#D$@Wo#G%AOR=
^Isq_J1#D$@Wo!}@3I%g?VP|C+10Vw^2~q`fbYW*@BBKEc3{GWqQ*>c;Wm0u)WfCR|1#oC#b7dF-AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfB_-
32kX^Uu<P|Wo#G%AOR=^QV4BnZcJr%Wo!}~3JGmtcwcN~c4cfB10Vq?1yTrYVR%esc4cf56bc1%bYW*@7z7{#C<#&pb97;6WfB_-
32tw6UvqR}XJr@#AOk1~QV4EubW?O;XJsPG0SXCFVRB(@Q*dQt5)ujoZeeX@7y%#wC<#&oZeeX@5<m(Hb7*05WnXP?WMvovAOR>2G9fNwVP<A!GIVluE
>K}|VQo`zWn(TxX>CJjWn*hiZ)9as33F&+a%D|#WMvW>3I}X*Uu|`4bQl950Vo1G0WnerY;sL?Y;+PJ3JPRpV_|t;ZFOvP7z7{zC;~bGF;WR+Wn*D^O?
7N^A}R_DL}_h9Xk}w-
O>bmn5()|iQ&dt(LsSp|5)KLqP(@NrNmElvRz(m2BB3S<4oqQrWpYqqa$#*{bY*f95()%vVQpm?0U!Y=2~q@ZVQpm+5()%#d2nSI0w4h>2~q@fd2nSC7
77MpZ*+8TZ5RU}11Jen24Zh?bZ>1E5DEiyZ*Uj{AOk1~QUi2va1tg81#oC#b7dF`AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfC6>3v6$5b6<C5X=
iA37zH2$C<0OnY;SXOS7m8uXmk=P3I%Xsa$#*41|S0{3o;ZgV_{}yWioVfbS_X~a$#*#aAjjs1#n?<VQmsB3I$?pZ(?&82Ot9|3o;ZgV_{}yWioVfbS^
?{Z(>k#Z**@`1!8P(VsjED3J!2`Z*XB}VRU6*WN&wF7z-
c+C<sywaB^>OVP|1<WkhdxZW1vH2Wf6&Y;|O17ziK(C<`(dE@NS4W@R#Ta&#_EWpq<?VRU6ub!=r)2Wf6&Y;|O15-
|z~Wq4z3b!2522_OR~3o;ijV_{}yWioVfbS_S1bW?O;bY)U?Y-
LghWq4z3b!24{O9~Hka$#<BW^ZzBUvOb^VQm;>AOR=~G9oTxVP<A!GIVluE>v=1ZgXaDa&2LBX>V>&VRB(@Wprh7QVw)-
VQzC~Z*px=VRB(@5;qD8Y;SXOUvOb^VQm;?AOR=~G8isnVP<A!GIVluE=+H8b5LP&VQpn}WpYvpY;SXOP+@XmZ4yHY4q;<sb#h^2d0%j0a$#*4W*`A53
o;xoV_{}yWioVfbS^<-
V|8+2V|h?va$#*{bY*f<4Pj$rb#h^2c~D_;VQmsU3JhU#XKi74UvOb^VQm;^AOR=~G8!&pVP<A!GIVluE<ti<O<{OYVRB(@Wprh7QVU^nXKi74P+@XmZ
4yWd5Mp6;V`yJ)Z*py4aA9&`Z5WFIAOR=~G94~sVP<A!GIVluE<#~+V`xrqa&1sya$#*{bY*f<4q{<+V`xrqa&1sya$#)}I0_14X<>6;aA9&`Z5WLKAO
R=~G8isnVP<A!GIVluE<$Nxb5LP&VQpn}WpYvpVrgM>P+@XmZ4x*N3S(?(a9?m?a$#*4lmQ?CC<`(eE@NS4W@R#Ta&#_3Y-
w;%VRB(@Wprh7QVC;hX>d?sa$#)}JqiqCZ*F5@bYE~`a$#*4XdnS73o;rmV_{}yWioVfbS^`0Zew9|P+@XmZDn+2a#9OpZ*F5@bWmY(VQmsw3KnB;Zgg
^Cb98BTWnXM>b8}yCVRB(@7-
=8@C<`(pE@NS4W@R#Ta&#_3Z*FvQVRLk8c4bU&b8}E(a$#*{bY*f<6k~60baG*HbZK^FOmA~@P+@XmZ4yih5o2#|c5iHTbZKvHUvOb^VQm;{AOR=~G9N
BuVP<A!GIVluE<<l_c5iHTbZKvHP+@XmZDn+2a#9duZ*F#PY;|;LZ*EXwa$#)}I0_15a&K^7aA9&`Z5WUNAOR=~G8isnVP<A!GIVluE<<u}a8O}#VQpn
}WpYvpV{&hBP+@XmZ4x&M3S?n)VP9}za$#*4YajtA3o;lkV_{}yWioVfbS^|;bYW0oa$#*{bY*f<31ne(VNhXmVQmsX3Jqj(Z*XsQbYE~`a$#*4Y#;$B
3o;unV_{}yWioVfbS^}4Z*XsQbWmY(VQpn}WpYvsWO8qCZ*_D~VRB(@5=ROUWOZ$Ad0%8<bYWj`VRB(@7;PW{C<`(jE@NS4W@R#Ta&#_4b!}~VL}7GcP
+@XmZDn+2a#9Xtb!}~VL}7GcP+@XmZ4y8V4P|U}cWHBFUvOb^VQm<0AOR=~G8-
;qVP<A!GIVluE=6o~cWHBFP+@XmZDn+2a#9RsY;<>Nb7fFra$#)}H3|u3Y;|97VRB(@7>ofR0VoSH7cOIAW@cqFbaHeqMNCytVRB(@Wprh7QV3;ibx>h
)VQmsS3JYazVr67saA9&`Z5W9GAOR=~G8ryoVP<A!GIVluE=6r(Wn@rca$#*{bY*f<3T16#Wn@rca$#)}Gztl2cyM2EVRB(@7;hi}C<`(dE@NS4W@R#T
a&#_5cyLf*a$#*{bY*f<2xWM1P+@XmZ4yBW4Q6a%baZ8IUvOb^VQm<P0U!Y=3o;unV_{}yWioVfbS_40VRUq5Zct%zVQpn}WpYvsW^7?}bY*T(VRB(@5
=06QXk=zJUu0o)VP9}za$#*4a3BFF3o;xoV_{}yWioVfbS_9lMm0oXbYW0oa$#*{bY*f<4QOO$HAG=_VNhXmVQmsh3K3{zW;I`Lb#!obbYE~`a$#*4aU
cOG3o;%qV_{}yWioVfbS_9lMm0}$bZ~WaP+@XmZDn+2a#9ayWM(x_b#!obbWmY(VQmse3J_>%Zf9j*Y;SXOUvOb^VQm<4AOR=~G94~sVP<A!GIVluE=X
x^XJt%pb8}E(a$#*{bY*f<4rpm^XJt%pb8}E(a$#)}M+y*WZDD6+Uu0o)VP9}za$#*4b07gI3o;!pV_{}yWioVfbS_D4VP|DTVRT_oVRB(@Wprh7QVwZ
tVP|DTVRT_oVRB(@5>N^gX>Mk3XJKh>Uu<u4b6;>_a$#*4bRYpJ3o;-
sV_{}yWioVfbS_D5W^ZR<X>Lq!b8}E(a$#*{bY*f<5ovB_Z)ag?ZcJ};b5LP&VQmsn3KMB=Ze?;`aB^>Cbz^j2aA9&`Z5VYR0VoSHATDEJW@cqFbaHeq
Np5asa!_(_WOZY7P+@XmZDn+2a#9g#Zf<3AP;zf%bz^i;VRB(@5<3bDX>M?JbYE~`a$#*4j{zV7C<`(fE@NS4W@R#Ta&#_9Zg6#UP+@XmZDn+2a#9LuZ
g6#UP+@XmZ4xyK32bj?UvOb^VQm<O0U!Y=3o;ijV_{}yWioVfbS_M9XHa2sVQpn}WpYvoY;R{!VRB(@5;O`4Y;ta2aA9&`Z5VbS0VoSH7cOIAW@cqFba
HeqOj1rzVRB(@Wprh7QV48vZct%zVQmsh3K4B(ZEtdUUu0o)VP9}za$#*4cOU^M3o;%qV_{}yWioVfbS_P0ZEtdUL}7GcP+@XmZDn+2a#9a%Wo>VAc|>
7!VNhXmVQmsL3JGm?ZeMU=a$#*4cpw2N3o;ijV_{}yWioVfbS_O+PEcWTVQpn}WpYvoZFX)@VRB(@5=ROTaA9&`ZDn+2a$j&^a$#*4kpUn9C<`(jE@NS
4W@R#Ta&#_GVRB(@Wprh7P+@XmZDn+2a#9X(VRB(@Wprh7P+@XmZ4y8V4RCL7Y-w(1UvOb^VQm<BAOR=~G8-;qVP<A!GIVluE>Lf8Y-
w(1P+@XmZDn+2a#9R%Z*OdAZf8(oa$#)}ItmMLZ+B&KUvOb^VQm<CAOR=~G8ryoVP<A!GIVluE>LfGWpYqqa$#*{bY*f<3UF_CWpYqqa$#)}I|>VMa%F
6FUvOb^VQm<L0U!Y=3o;olV_{}yWioVfbS_X*WlU92VRB(@Wprh7QVMW#Wo&g&VRB(@5<UtHaCvlSZ*E_3VRB(@7=i&H0VoSH8ZKjDW@cqFbaHeqP<eD
{Z*EXwa$#*{bY*f<3vhXKXm4&%VRB(@5=ROTa%E$6a&l#EbYE~`a$#*4k^vwAC<`(jE@NS4W@R#Ta&#_IWn*=6a%FCGP+@XmZDn+2a#9X*Wn*=6a%FCG
P+@XmZ4yTc4{~K>bz^jCZ*E_3VRB(@7>EHN0VoSH9WG;GW@cqFbaHeqQe|XyV{~b6Zct%zVQpn}WpYvua%E(7V{~b6Zct%zVQmsO3JP*%Y;|97VRB(@7
<(WAC<`(eE@NS4W@R#Ta&#_IWlU92VRB(@Wprh7QVDWpY;{m!a$#)}K?)6WWpij@aAjX`VRB(@7=-
~K0VoSH8!lsEW@cqFbaHeqQe|^!VQ^(oVRB(@Wprh7QVeosb7*03Wl&*qVQmsS3JY^%VQghzaA9&`Z5WOLAOR=~G8ryoVP<A!GIVluE>mM+Y-
Lbka$#*{bY*f<3Ugy&Y-
Lbka$#)}Kne|WX=iP3X=Gn;VRB(@7<?cBC<`(hE@NS4W@R#Ta&#_JX=iP3X=G4ga$#*{bY*f<40CB`ZEtC0P+@XmZ4y8V4Rdd1bZudHUvOb^VQm<FAOR
=~G8-
;qVP<A!GIVluE>mx2bZudHP+@XmZDn+2a#9R)Z)S9DVR%qsa$#)}H3|uHaByF6VRB(@7=!^J0VoSH7cOIAW@cqFbaHeqQ&3P)VRB(@Wprh7QV4T!a8O}
#VQmsR3JY^=X=7zyaA9&`Z5Vza0VoSH87^aCW@cqFbaHeqQ*3EtWl&*qVQpn}WpYvqb8Km2Wl&*qVQmsS3JY_0X>({_aA9&`Z5WdQAOR=~G8ryoVP<A!
GIVluE>m}Db7)Xua$#*{bY*f<3Uha9b7)Xua$#)}Hwp@LVQy$&aA9&`Z5V$b0VoSH7%pRBW@cqFbaHeqRAFvNP+@XmZDn+2a#9I&VQy$pVRB(@5=ROTb
ZByAb7*gDWM6P$a$#*4fB_%@C<`(jE@NS4W@R#Ta&#_KXmVw9Xm4y}P+@XmZDn+2a#9X-XmVw9Xm4y}P+@XmZ4x*N3Up~~WnXY%a$#*4iUA-
2C<`(eE@NS4W@R#Ta&#_KX>4UsVRB(@Wprh7QVDcvY-Lbka$#)}O9~NpX>Me1cVA>-
bYWj`VRB(@7=ZyG0VoSH9xh{HW@cqFbaHeqS7~l!Z+AptbYW0oa$#*{bY*f<4|i#9WN&vwVRT_oVRB(@5;+PAY;$yNUvOb^VQm<ooB<#KC<`(eE@NS4W
@R#Ta&#_CQ&de*VRB(@Wprh7QVDExbZt;!a$#)}O9~KVWo~n2Vr*|?YhQ3-
a$#*4p_~CA0VoSH9xh{HW@cqFbaHeqL}hMsWkPIkV{1@ha$#*{bY*f<4`gL-b7f*|Z)0mvVRB(@5=;saV{~I*WMyM-WMy(+aA9&`Z5X1Q0U!Y=3o;%qV
_{}yWioVfbS^_wLqug`Z)9b1P+@XmZDn+2a#9atbYnziV{c?-a!_G%VQmsa3Jzm*V_$4<b8}yCVRB(@7^9p4AOR=~G8-
;qVP<A!GIVluE<;p9OmA~@P+@XmZDn+2a#9RqbYo0!b8}E(a$#)}LJAFXWp-t9b7fy}VRB(@7^Iv5AOR=~G8-
;qVP<A!GIVluE>dN7WpZ<6P+@XmZDn+2a#9R(Wp-t9b7fFra$#)}PYM!pWp-
t9b7fz2X>Da+aA9&`Z5XAT0U!Y=3o;)rV_{}yWioVfbS_e5c4cyNWmIWxWl&*qVQpn}WpYvwa%Fa9a&u)=X>DatVRB(@5<dzIX>N37a&TX8VRB(@7^a*
7AOR=~G8!&pVP<A!GIVluE=g{5WpZ#(VRB(@Wprh7QVVHrbY*gIP+@XmZ4yWd4|H;2ZgX&Nb7fy}VRB(@7^j>8AOR=~G94~sVP<A!GIVluE>v=1ZgX&N
b7fFra$#*{bY*f<4s>#1ZgX&Nb7fFra$#)}Z3-
M?Z*FvHZgpXFX>V>{X>Md`V_|e}a$j&^a$#*4sGI>H0VoSHDK2ASW@cqFbaHeqLvL<$X>N64bZKvHNp56mV_|e}a!_G%VQpn}WpYv)V{dMBX>N64bZKv
HNp56mV_|e}a!_G%VQmsZ3Jq{&a&2{VWnXY%a$#*4shj~I0VoSH8!lsEW@cqFbaHeqP-Sv$b#!G=VRB(@Wprh7QVeiqa&2{VWl&*qVQms^3LI=<Vr6V|
WpQ<7ZewL%VPj);a$#e6UvOb^VQm<yoB<#KC<`(vE@NS4W@R#Ta&#_CVPa)$b7gULWo~0-L1SZea$#e6P+@XmZDn+2a#9*>VPa)$b7gULWo~0-
L1SZea$#e6P+@XmZ4yih5pr*7UvO`4Y-
w(1UvOb^VQm<zoB<#KC<`(kE@NS4W@R#Ta&#_IPf1X3Z)|C9XHa2sVQpn}WpYvva&Ku+Z*OdAZf8(oa$#)}QwkJwZEtUMXkTnGUu<u4b6;>_a$#*4teg
QL0VoSHATDEJW@cqFbaHeqQ*Cc=bZAU5OmA~@P+@XmZDn+2a#9g<ZEtUMXiPCoZ*y}{VRB(@5;h76V{~I*aA9&`Z5XYb0U!Y=3o;ijV_{}yWioVfbS^_
wLr`IIVQpn}WpYvoV{~IsVRB(@5<UtFZf|mJUvOb^VQm<ModF;LC<`(jE@NS4W@R#Ta&#_EZ*py6Y-
xIBP+@XmZDn+2a#9IyZ*px=VRB(@5=9CQb#QZGZE$R5UvOb^VQm<NodF;LC<`(iE@NS4W@R#Ta&#_LaC2d8aBO8zVRB(@Wprh7QVn%*b75_8Y-
Lbka$#)}GYSY|ZeMU=a$#*4uABiN0VoSH7A|99W@cqFbaHeqLQYU&a$#*{bY*f<2V!neVRB(@BGLm27gTa#ZgXaDa&2LBX>V>&VRB(@Wprh75*G>ub7N
s_Wf%b<0Vo1G0Wneqb7Ns_WfC0<25o6_a&K}N0w4h>2s#C3VQh0{QU+~la&m8S5*`W(V{&hBUvp`CWf%h>0VoYR0WeYsV{&hBQ)zl-
5*rE$ZDnC@UuJ1+Wf%k?0VoMl2yJCyZboTrWfC0<3T<U!ZeMm`Y;|QA1t0?`0#XTWWnpesVQh6}5+(`@W^Zz1WnW`&Y;STH1|R__2s#C3VQh0{QVM2oa
${vfZ)|UJ5+n)=W^Zz1WnX7<VR;w_AOR={It6B7Y;$E&31)9{V`WEjVR;fH3JGCkWM6J?X>(;5pqv390VoJM1!iGvb7fKpVPs@ZZ)tO75+Mo;Zf|LGWn
Xe(bZKuGp_~CA0Vo1e3T|&{b7fLtbZKuAB?=95V_|G%UuI!rbZ>HV7^0j3AOk1@QVerrVQghaVPkY}a&r<Q3JPO#Z*X6CX=HS07^9p4AOR>1Isq_J31f
0^a93$$bZ8PJ3JYU$Z*X5|Woc(<bQq+Z0U!Y=4LSiZQVL^oZ*WLuX=iA35*rExW^8YF7^R#6AOR={It6B7Y;$E&1ZHe+cOvZp3Jpweb8}E(a$#*{bY*f
9Aqos>XKrtDWnXMzVr6U?0U!Y=1yT!XXKrtDWlUjWWo!~x3Jq>=a&2L3X?kIFX>V>A10Vq?4l*h(V_{}yWioVfbS_M9b8}E(a$#*{bY*fbPH%E;VQgu7
VRUJ4ZcT4wWjX~`K}<<RQVniza&2L3X?kIFX>V>49100;Z*py6Y-
xIB7y=*xC<sysZf|mJVQgu7Wg<cf5l(M%ZDDL_dSP^FZ*EO*WMvWv3Is+~OiT~}5(x?gRzXZjL=XWI4hjlFK~zIXUsFk1MGyiK2nqyFPfkS;10sw83K2
nLV|8+2V|h?va$#*{bY*f9777J)Z*X607y%#wC=EIRF;WC{Z*WTz6$%7lcxiJO0w4h>1v&vSQUqamX>$@G3JhsyZf|mBUu<DwWo#G&AOR=^QVVHkZf|m
BOkrYWY!W333uI+(Z*6IAVRUbD7@(X1AOR=>Isq_J3uI+(Z*6IAVRUbDB4i2=L2_qJVR%qsa$#*{bY*f9B?=2~b#z~CVR&D5VQd%yAOR={It6B7Y;$E&
32$|DO<{OeVQdl>3I%j;a9?W}0w4h>4LSiaQUr8wa7z*r3It(zX>%9@AOR=^QUqamX>%eo3JpVSX>d?sa$#*{bY*f95DEirX>J$+AOa`?QUh&iZW0g*1
8re=7y=*yC<0OgZDDvKN(v7{Z*F5@bWmY(VQpn}WpWY~3It(zX>%9?AOR=^Isq|K1Yvk-
a}pp53S)0>V_|e(WNB>}0U!Y=4LSiaQVC;kZew9|L}_gz&jAV&LSb}cXijf(ZBSuyVQpn}WpWZI3J`U3WnX7(Z(?C=UvqR}baNO1AOR={QVw-
<Wk+mpVqt7kbYXOJ5<LnRZEtpIZf9R%c4cy5XJubza$#e1X>V>A0w4h>0y+gSE;%_lQWb4)c4=;BL3U+wVP|DVa$#e1X>V>47YYMqaB~;~AOR=>It4Lh
Eig4w17&b?5;qDHb#P>1bY)*>Y;R&=Y+rM9VRUmCpqv390VoJM1!iGvb7fKyb#P>1bY(|uZ(?C=Q*>c;b0T;O4MJ&Qb5LP&VQpn}WpWY~3It(zX>%9>A
OR=^Isq|K1Yvk-a}pd12yS(4UtxG<a~J|30VoAJ0WnesZgp)zcx7`EG71J}X>4p|au@?30VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<24-n&Y-
MsHV+t5UZ*FvQVRLk8c4bU&b8}E(a$#*{bY*f9843n%VRC0_ZWsX|0Vo1G0WnerZDDd}X>JlM3Jz>#XJKP`Uv_13b7^mG7y=*xC<r<QW?^h|Wl{}nWoK
byc~)g|b7^mGBCZ7r6hm)rc5iHTbZKvHP+@XmZDn+2auOX13T}06UvG7EaCLMT0U!Y=4N?hib!|^|bZ~Wa5+Mo+VrgM>Uvy=1Z5RR|0VoJM1axwBWl{)
YX<>6zWpZs25DEiuVPqHsAOk23QUh>dWD*|=3u|R^Ze?s=b7^{I7z7{#C=F5yYh`k7Wo%PvdSwz83I=m@a%p5`7zQ8%C=F5ub98cPWMvW>3J7FrY+-
b1Z*CY8AOk23QV3*eY+-
b1Z*CG63I%XsWM60)2_OL|4LSiZQUq{eWJnSg3I%XsWM6j}3LpU}4LSiZQUq{eWLFXy3J7aua&Bd8UuYN$AOR>1QU_~ga&Bd8ND>(e2y10>Ze?s=cNh#
H0VoYp2Ww?=Ze?s&5*Z2zb98cPWMyAy7!4o+C=F5vb98cPWMxPa843t<baH8AWnXs~4j=(24N?blbaH8AWmggx3I%6!Z*_1O1t0+^4LSiaQUzynZ*_1I
KMD<ZWoc(<bYEs^Y;0w67zZE$C<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvscV%g3XmmztY;0w65<3bDVrgM>UuJ1+Y-
Ms72p|C{3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9LnX<>6lX>4p|auP=h24!w%X>Mg04<G?34l*V#V_{}yWioVfbS^`0Zgy{Mb#!TOZct%zVQp
n}WpXY>Zf9w3WjY5$MMgnYOjJ?^Wo~C_Ze<b`3It(zX>%A5AOR=^Isq|K1Yvk-
a}q5I4`y$2V`X1%WM64*GGlLS7!e==C<r<QW?^h|Wl{}hZ*pU0PGm`KGGlLSA}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0
wO*N4MTEoa8O}#VQpn}WpWY~3It(zX>%9>AOR=^Isr0L1Yvk-
a}pK`25)9&b7gcG0w4n@4N?YgW@d9`bRxL}3JpYIbYW0oa$#*{bY*f9777M)Z*_8GWf%b<0VoMl26Jz9a${u@9SRC!VRU0?Uvp`CWf%k?0VoYp31VS%V
`x)pdSwzG3JG#yZe(9`YiV#82Ot3`4LSiZQV4QkZe&wyX>bxg3I}3gV{2t@WEcn_0VobK8!lsEW@cqFbaHeqL}7GcP+@XmZDn+2axO$dItNTeRz*xiLQ
)4}VPk7$Ze$V{3I%gxVQgg>0w4h>0y+UPQU!BkVQgg*8wv?+Wnpe#W@&6?7y}>yC<#&sZDnC@Mrmwi5*`W(V{&hBUvp`CWf%n@0VoYR0WeYsV{&hBQ)z
l-5*-Q#ZE13HZ*mw0AOR={It6B7Y;$E&25o6_a&K}HH3}1EZ*pU0UuAA%Z)9a;Ut@1<Z*mw3AOR={It6B7Y;$E&5oT|4V`W8dV{c?-
WJ7OkZ*meH3J7p=WoBh`V`vx(AOR>1Isr6N2yk*`W@U6^Xc8$34s>C2YhPn*VRLg|Zgp)Kpqv390VoYR0WnexbYXLALu_Glb53<_A{z<<L_!h^3I|L@R
z*xiLJ$BF2nqyDO+-Qv0U~7z5JYlsaBp>VP+@XmZDn+2auO&C4P<g}aBp>VUvgn|X>S+-AOR=>Is-
5+HBt;@a&K^Nb#zi;bZKuACkhL5V_|G%UvzR|X>J&xoB<#KC<r<PbaHiNQVMfpVQghoa$#w1BG~~75=3=vZFxjtbYW0oa$#*{bY*f9I|>VAVRT_%W@&6
}WpWq+AOk21G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QVL{YbYVtmY;0w65-
JJ>b7*03Wf%q^11JkJ6fR?7W@cqFbaHeqLTqnhQ)ppuWl{xmXkl<=5)cXlZgp)K0w4n@4N?Pcb!`$F3J7CpVQy|^Y;za`AOk23QV3&cVQy|^Y;zJ83I=
FpX=iA37z7{#C=F5uXk}?<Xmk=33I%s*WOQg41t0?`4N?VnX=HS0BJ%+X5JhZscWHBFP+@XmZDn+2auP@i32$&^a$$67Z*CX?AOR>2G9@l!VP<A!GIVl
uE=6o~cWHBFP+@XmZDn+2axO(|ba!cUWlwNA15;H^QVDNxWpZJ3X>V>46bc1nZ)Ij?7y=*zC<0OiV{c_<W)dz65OZ{4Vr*q!aB^>CUuSY*WEcY=0VoJM
1axwBWl|1vbYWs_Wl(Z&WJhvgWD+I{3S)0&W@cYvY;R&1pqv390VoJM1!iGvb7fKqV{c_<W<qRlVj?FB2}NvlcWHBFPjC_l3ItG6Pec#^5(f$cQ&mk60
TKra15H6#5CS463JgU|RZwAaVQpn}WpWZ13I$<oaA;u|0U!Y=0y+UPQUzgbaA;v7?Ewl7MQvhbWKdypVQpn}WpWZ73JPv@ZC`J7bZ~Wa7y%#wC=F5xZg
p)>b#!obbP^j132AO{b#z~3X>Aw+AOR>1QV3~oaCLM<X>AfA3JGFqVRK(}WpZs810Vq?2s#9Ga&=`=2x4hrb5vz=Z4y5U4R>W}XJ~X^W@&6}WpWq<AOR
=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au@|50VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-MsHSPBe9cyL
f*a$#*{bY*f9777GnVRK~|0U!Y=0y+XMF;WC#VRK~?7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*G>ub7*O1bQl950Vo1G0WeYpb7*O1bRtL!5JqfabaZ8
IP+@XmZDn+2auO8^1Yvk-a~J_20VoAJ0WnepVR&hC5*-
Q%Wo~3&VR&hC7y=*xC<QtKEiqCDWo~3acxiJYYYGuaL`F44VRT_oVRB(@Wprh75*7*ub8mHWV`UftAOR=|QU-Hxb#h~65*-
Q(VqtV+XkT+_dSw^_AOR>1QVC*VbYo~!X?kT69|{L^Xmw_0Y-
Jb&AOR={It6B7Y;$E&2Xkn3W@c<<A~FgSNJK_8Pjz%~b#zc+a$#*{bY*f98wv?#X>4U*ZeeX@7y%#wC<#&sW@&6?PGN0jB4`Q{NNH|oWlV2#b5LP&VQp
n}WpWZa3IuL%a%~s^AOR>2G9oTxVP<A!GIVluE=Xx^XJt%pb8}E(a$#*{bY*fbPH%E;Is!~FQUq>qa&00O3ItAXa%~a@3Ia?q5CIYf3Ia?r5CS5k1PT&
KZDD6+L}7GcP+@XmZDn+2auOB_26Jz9a${u}0U!Y=2~q}gZ*_8GWfC9?3Swb&V`yJ<X?kTC1Rwz@4LSiaQVC*VbYo~!X?kT69tsI^VQyq!b8BgE7zZE$
C=EIRFj5F|VQyqoYiV#29|{L^Xmw_0Y-Jb-
AOR={It6B7Y;$E&2Xkn3W@c<<5+Di+Ze@30Xk}?<Xml6}AOR>1Isq_J32tR~NM&hfXmk=D3JGpycVBmDWOQg43LpU}4LSiZQV4EkcUNg-bZ8PE3J7U)U
t@1<Z*mw5AOR={Is|lbb!AcqX>&twY;STB7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*rE$ZDnC@UuJ1+Wf%h>0VoMl2yJCyZboTrWfC3=31f0^a9?w2dS
w^|AOR>1Isq_J2xD?@a8qe|WfC0<25o6_a&K}N1|R__2s#C3VQh0{QU+~la&m8S5+Mo;a&K>RUuJJ?WMy&~3?Kn02|55$3UY66bVhG%WMy&^DGCmBVRL
I=V{Bn_b6;+CZ5W`O0U!Y=4LSiaQVeuqb8ACvVRLg%b!`$S3JP*%XL4n8b7^mG7@?d2AOR={It6B7Y;$E&3UXy<a%FRKX>V>4A_@v^X>MO=Woc(<bQq$
X0U!Y=4LSiZQVDHoZb)TmXJ~X1APNa>X>MP4X=HS07^9p4AOR>1Isq_J2yJO@S7~H)Xd*@m6-
jPpZ)ag?ZcJ};b5LP&VQpn}WpWZ03I=m;b#h~67y%#wC<#&qb8mHWV`UN*3It(zX>%9?AOR=^Isq|K1Yvk-
b0U)h3KdCiZe?;%a&KgHV{}kqa$#*{bY*f99SRC=b!}g7b#!obbQl330VoYp32t?5Pjz%~b#xLT3JGFqVRK(}WpZs80w4h>2s#9Ga&=`=2x4hrb5vz=Z
4y5U4R>W}XJ~X^W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au@_40VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms16$%7lcxi
JO1t0+^1v&vSQUqamX>$@I3JG*_VQzD9Z*yfB1|R__2s#C3VQh0{QVDc&VQzD9Z*yfLJPHm;Zg6#UP+@XmZDn+2auO;E1#@U&aAg<)AOk21G88UjVP<A
!GIVluE<$W?VpC{gaAi^jb7*03Wg=J#3`}olP+@XmZDn+2auOB_1Y%)xWf%b<0Vo1G0xdC81Y%)xWfB((1#@FzY-Jb%AOR=>Isq|K1#@FzY-JJ`3I%g$
X=Zd710Vq?0y+UOQU!BpX=ZdH?*a-
8Oj1rzVRB(@Wprh75+Di+Y;R*>Y+rL}dSw^^AOR>1Isr9O32bj;VQf=rdSwz93I$<oaA;u|0w4h>0y+UPQUzgbaA;u?7zzYpWprT}10Vq?0y+dRE;lt&
1Y%`$VG>jd3vO?6ZC`R_XK8P47z7{zC=N0rE@NS4W@R#Ta&#_CQch4|a$#*{bY*fbPH%E;Qe|gpZ*DpdK|@kcQ&V3<NI_0cMNCst3T|(5ZBk`tX>V>44
+;Tm7zH2!C;~bGF;W3*5<dzCWo~C_Ze<t-
AOR>2G9E5tVP<A!GIVluE=*ERP+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9w3Wg;~S3QliwZBk`tX>V>46ABMOLsCyuQ(r?!K~7FZOj8g55)ujyS
4mVzNlsrwNI_0cMNAL@A}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wSLQ3KLCbZEtdUL}7GcP+@XmZDn+2auOX13Swb&V`
yJ<X?kTC0U!Y=4N?hWVRU0?Q)zl-
5*i8!V`yP+Ze?t97y=*xC=F5wV`yP+Ze?t95*7*uXk}?<Xml6@AOR>1QU+*cX=iA35)=vrcWGpFXcz<_0VoYp1$Sv=bZ8PE3JPptVr6V!b7^{I7@(X1A
OR>1QVDEfVr6VoX?kTMi~$M^O;%1&VRB(@Wprh75;F=CZf|mJVQgu7WnXq-a%o|1V`UftAOR={Is|lbb!Ac!Zf|mJVQgu7WmaKwX<=?-
WfCq54`E|+Z*y~BV`yP+Ze?t97y=*xC<r<QW?^h|Wl|1dV{&hEb3<rhZf<34a}pN{17&b?7y}>yC;~bKF=Z_<IZ^{<aC0I+3KCFZa$#*{bY*f-
VRB(@Wprh75-JJ>b7*03Wf%b<0VoSH6fR?7W@cqFbaHeqLTqnhQ)ppuWl{xmXkl<=BK`yl5KwP#Y-
w(1P+@XmZDn+2auPoZ1aNO}Y#0F`0VobKCN5)PW@cqFbaHeqP;YN+X>MmwVRB(@Wprh7E>Lf8Y)xf!Xm4aX15H6#QUq{sZ)_413IlLqWEcb>0VoYR0We
YnaA9N;777J$VPs!u7zrQ&C=EIRFj53?VPr@W777J$VPs!-7z!W(C=EIRFj53?VPsbl9|{X=WpZw1Y+rL}dSw^_AOR>1QVMHja&Bd8Q)zl-
5*Z2zYh`k7Wo%z)7zH2!C=F5vYh`k7Wo$?i843t%WpZw1Y+rX61|R__4N?bdWpZw1Y*!K)3I=m@a%p5`7y}>yC=EIRF;WI|baH8AWfB<*2y=9DX=G(zX
cz||0VoYp2Xl0CX=G(c5*Z2zb98cPWMyA>7ziK%C=F5vb98cPWMx+pLkb3EZf9w3Wf%(}0VobKA}(WLW@cqFbaHeqP;YN+X>MmwVRB(@Wprh7E=6u<X>
MgY2Si0iK~+ptQU+yiXK8L_5-
bW1XKZg`VQgP;Z*OdAZf6(_AOR={It6B7Y;$E&4QFg`Vqt7hZ*OdAZf6oo3JP*>b#7!|ZEs{{7!4o+C=N0uE@NS4W@R#Ta&#_GZ*OdAZf8(oa$#*{bY*
fbQg3x`WKC~mWjX{yMM+Fj336|BZe&ewWMv{Q3JOqfZ){CvbZBp65(f$cO+i=?01^iZ13^|r5CIYn3JOzHPeVvSQ&dSq5CS4A3I;`PXK8L_5(^3kL`6n
HRZLV601^ob1w%nbMnw<-
5(x?gLsdjhP7nejAPNamZ*^{DO>bmn5(o+eLq$nU5C9Sh3I#??Pft=10U}!p4p47*WpYqqa$#*{bY*f97YYS%Z+B&K7y%#wC;~bGF;WF^Z+B&K5*G>ub
7Ns_Wf%e=0Vo1G0Wneqb7Ns_WfB((1#@U=W^@<>AOR=>Isq_J1#@U=W^^Kv0SXULd30!RZct%zVQpn}WpWZ03I=U&WOZz17y%#wC<#&qZEs|CY-JJ@3I
%Lod1Z1K0w4h>2~q`YVR>b85*-
Q&aA9&`ZC`VAau@?30VoMN08$8WVRB(@Q*?3?F$xiLXkl_?UukY%aA9&`Y;0w07z7{zC<r<QW?^h|Wl|4wXkl_?Np4VKa$#(2Wo#mb0tymRWn*=6a%FC
GP+@XmZDn+2auOg43T}06UvG7EaCLMT0U!Y=4LSiZQVDK#ZBKP{aCLMNKMD<ZWoc(<bYEs^Y;0w67y=*xC<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}
WpYvscV%g3XmmztY;0w65<3bDVrgM>UuJ1+Y-
Ms710Vq?3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9LnX<>6lX>4p|auOs83S?zsb!T5`Zf0*71Rwz@2s#C3VQh0{QVC>bVs&RpZf0*1Dhdr{cyM
oXWnXA%WMpM-
7zH2!C<r<QW?^h|Wl{`fcyMoXWk_jcWMyt5$pH!yQe|XyV{~b6Zct%zVQpn}WpWZs3JGs;WpZJ3X>V>A0U!Y=4l*e&V_{}yWioVfbS_e5WOZY7X>V>&V
RB(@Wprh7E>dM=bz^jCZ*EU;Is;QxO;QPOaAk5~bZKvH5)}#rVR&hC7y=*xC<QtJFj53zcxiJI7YYSqZ)Ij?7y}>yC;~bGF;WF%Z)Ij?A~gyNQe|XyV{
~b6ZclI$2MPmIRZS295(o+eK~q&t5CRej3I$VDO;b@20}==d1WiRjP7nklr~wKMQe{k4P+@XmZDn+2auO&C4sK;<VRUJBWnXh_Z*XN80U!Y=0y+UOQVn
ipXJK?{c4bp+Z*XN2KnezBZf9w3Wf%e=0VobKA1-
5IW@cqFbaHeqQe{k4P+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9w3Wg;sI21RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS4
}3J_9db7*03Wl&*qVQpn}WpWZK3I%g$VQ^&_0U!Y=3o;ZgV_{}yWioVfbS^?{Z(>tuVQ^(q1#@U&aAgt|3It(zX>%9?AOR=^Isq_J1Yvk-
a}pg22yS(4UtxG<a~K040VoAJ0xdC82X1w3L3m|zBH9584pU=cY-Lbka$#*{bY*f96$%7lcxiJO0U!Y=1v&vSQUqamX>$@B3J7j>ZC_z{Wpfw;AOR=^I
sq|K2X1w3L3m|z5;6(~W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QU+#eY;0w65+Vu-VrgM>Uvy=1Z5RX~0VoJM1!iGvb7fKpVr
gM>RAq8)5<3bDVrgM>UuJ1+Y-
Ms71t0+^3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9LnX<>6lX>4p|aw3EQ3J_CiXKin3WKdypVQpn}WpWZj3I=6vXK8L_7y%#wC=N0rE@NS4W@R
#Ta&#_JX=iP3X=G4ga$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>MgAD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4B4`Q
@Q*3EtWl&*qVQpn}WpWY~3It(zX>%9@AOR=^Isq|K1Yvk-
a}pm43v+B~V`X1(Z)t9H7y=*zC=F5yb8Km2Wl(QvZgdhJ3JG&;X=7zyWNB>}0U!Y=4LSiaQV4TwX=7zXX>B5#0SXXPZ)S9DVR%qsa$#*{bY*f9Lkb3EZ
f9w3Wf%b<0VobKA}(WLW@cqFbaHeqQ*UN;ZDDv&VRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_5)}#rVR&hC7y=*xC<QtJF;WC!cxiJYD+&fhZf
9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4A}0zCQ+H`|Xi#BtVQpn}WpWY~3It+hbYU0)AOR=>Isq|K1Y%`$VIqDC4OC%nNKj#NVQp
n}WpWZg3I=6vXK8L_7y%#wC=N0oE@NS4W@R#Ta&#_KVQxrJVRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A}b08MQ&$lZe<b+3I{|*MnP3fR1g3
X2?_;6K}JSJ5CIYi3I#(|L{3f+0wO#L4OD4tWl&*qVQpn}WpWY~3It(zX>%9>AOR=^Isq|K1Yvk-a}pE^1$1d_Wpfw;AOR=^QU!ErY-MvIH3||`XmVw9
Xm4y}P+@XmZDn+2auOd333O<3Wpik6Y-AV#AOR=>Isq_J33O<3Wpik6Y-
A$L0}2yYX>Me1cSK=yVNhXmVQpn}WpWZ03I=m;b#h~67y%#wC<#&qb8mHWV`UN-
3I%gxVQgg>0w4h>0y+UPQU!BkVQgg*8wv?+Wnpe#W@&6?7y}>yC<#&sZDnC@Mrmwi5*-
Q(VqtV+XkT+_dSw^{AOR>1QVC*VbYo~!X?kT69tsI#a&K^7b7^{I7zH2!C=EIRFj5F(a&K@`X?kT69SR0*X>xLJau^060VoJM1!iGvb7fKnZE13HZ*me
Q3JhjvUvy}4Wpik6Y-AV*AOR=>Is-5+HBt*^XH;l%Wpik6Y-AE93JhXrUvy}4Wpik6Y-AV+AOR=>Is-5+HBt*=XH;l%Wpik6Y-
AE83JYduUuJS)V{~b6ZWsw50Vo1G1TZc#HBt&@XGU^iV{~b6ZW1C23uA9?bY*ySUvOb$7z!W(C=EIRFj5L*Z*FvDcyv%<WD+3?31f0^a9?e2WMvo&AOR
=|Is|uNa&S@zV{&hBO>bmn5-
17`V_{=xWnXD+VP|D?7z`i*C<r<QW?^h|Wl{@cVPj}zNo`?gWpffC3JY>?Z**T~Z){{`au^LD0VoMN08$EaZ*O!)Z){{`aw3od3Jg<FP*7oVVQpn}WpW
ZF3J!32a$#+0WM61yX=iA37y%#wC=F5#aCvfJZE0jkWoc(<bP_uX1aNO}Y#0I{0VobKA}(WLW@cqFbaHeqQ&3P)VRB(@Wprh7E>Lf8Y)xf!Xm4aX15H6
#QUq{sZ)_4j3I=6vXK8L_7zQ8#C=N0nE@NS4W@R#Ta&#_JP*6}|a$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>MgAE(!`zZ*Oc(Wprq7WD*Ao15H6#
5C9Sf3Ijn_MGyfJ4hjlWR8K=lK~q#oLl6QYD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4BCr|?5LPivVR>b8P+@XmZDn+2a
uOB_24Zh?bZ>1K0w4n@2~q}PZ*+8TZ4wX)19We27y}>!C<#&nbZ>AH5()%vVQpm?1Rwz@2~q@ZVQpm+F$xE1Zewh9WMvp2AOk21G8ZmmVP<A!GIVluE>
2~1Q*>c;Wm0u)Wl{%eZewh9WMvXD3I}C)V{CO~Wf&nK11JkJ7cOIAW@cqFbaHeqPGxjcbYXO5Qgv))QU_&tV{CO~WfD0G1ax_DWf%n@0VobKB`#xOW@c
qFbaHeqRxwOrd1Z1?VRB(@Wprh7E=*y0WpY$`aAi^iba`-P5-
JJ>Vr*|>a~K9711JkJ6fR?7W@cqFbaHeqLTqnhP;zf{Z&C$fY;R(75)}#saA9&`Z5ZhXAOk1~QU!2fa$#)}Q3?-
YY;R&;b7*05WnXP?WMvrY2Ot9|4l*b%V_{}yWioVfbS_pgOksIta!_G%VQpn}WpXY=X>CJjWn*hiZ)9as4PtC>VpC{ga%D|#WMvW=3J79sZ(?&_Y;qU}
AOk1@QU_veZ(?&yauOj540mN|XJ~X^WMyMvc^C*F11JJg3wLE{XJ~XpWn*D^5+4c+Y;SXOUw36`XJ~X7BOn7P0#XWWZ*y~3Woc(<bP_`f4q;<sb#h^2d
0%j0a$#*48z2EF3o;xoV_{}yWioVfbS^<-V|8+2V|h?va$#*{bY*f<4Pj$rb#h^2c~D_;VQmsU3JhU#XKi74UvOb^VQm-
}AOR=~G8!&pVP<A!GIVluE<ti<O<{OYVRB(@Wprh7QVU^nXKi74P+@XmZ4x~S3}bI@V_|e(aA9&`Z5Rn40VoSH8ZKjDW@cqFbaHeqLvL<lVRTSoa$#*{
bY*f<3uA9?V_|eqVRB(@5?KlsV{dMBa$$3HX?A5_Y;SXOUvOb^VQm;FAOR=~G9xZyVP<A!GIVluE<<l_baG*HbZK^FOmA~@P+@XmZDn+2a#9pyZ*FvQV
RLk8c4bU&b8}E(a$#)}ObQWWZ*F#PY;|;LZ*E_3VRB(@7z!W(C<`(lE@NS4W@R#Ta&#_3Z*F#PY;|;LZ*EXwa$#*{bY*f<5Mys{c5iHTbZKvHP+@XmZ4
x&M3S?n)VP9}za$#*43m^d~3o;lkV_{}yWioVfbS^|;bYW0oa$#*{bY*f<31ne(VNhXmVQmsX3Jqj(Z*XsQbYE~`a$#*43?Kn03o;unV_{}yWioVfbS^
}4Z*XsQbWmY(VQpn}WpYvsWO8qCZ*_D~VRB(@5=ROUWOZ$Ad0%8<bYWj`VRB(@7#bh}C<`(jE@NS4W@R#Ta&#_4b!}~VL}7GcP+@XmZDn+2a#9Xtb!}~
VL}7GcP+@XmZ4y8V4P|U}cWHBFUvOb^VQm-~AOR=~G8-
;qVP<A!GIVluE=6o~cWHBFP+@XmZDn+2a#9RsY;<>Nb7fFra$#)}Gztl2cyM2EVRB(@7%3nDC<`(dE@NS4W@R#Ta&#_5cyLf*a$#*{bY*f<2xWM1P+@X
mZ4yKZ4`^g&HD6?5bYWj`VRB(@7!4o+C<`(iE@NS4W@R#Ta&#_8L`F44VRT_oVRB(@Wprh7QVnQiW;H}%bYW0oa$#)}N(vEZWM(yAZ*_EVb#z~FVRB(@
7!Du-
C<`(kE@NS4W@R#Ta&#_8L`F4Fb#!obbWmY(VQpn}WpYvvXk=zJPjz%~b#zc+a$#)}M+y*VX>Mm_Uu<u4b6;>_a$#*49UuWH3o;!pV_{}yWioVfbS_9~Z
f9joZ*y}{VRB(@Wprh7QVwWoZf9joZ*y}{VRB(@5=ROUX>DO=WnW}rbYWj`VRB(@7!M!;C<`(jE@NS4W@R#Ta&#_9ZDD6+L}7GcP+@XmZDn+2a#9XyZD
D6+L}7GcP+@XmZ4yul6KQT{Z)ag?ZeMI~b8}yCVRB(@7!V)<C<`(mE@NS4W@R#Ta&#_9Zf0+1VQFqmZ*y}{VRB(@Wprh7QW0rxW^ZR<X>Lq!b8}E(a$#
)}Pzn=iZf<3AUvP47WOZY7UvOb^VQm-
@AOR=~G9WHvVP<A!GIVluE=g`~WpYq*Z)A02bWmY(VQpn}WpYvxX>M+1a!_(_WOZY7P+@XmZ4xvJ32bt1UvOb^VQm-
^AOR=~G8ZmmVP<A!GIVluE=*ERP+@XmZDn+2a#9Fva&Ayza$#)}N(vEeWo>VAd0%8<bYWj`VRB(@7#1J_C<`(kE@NS4W@R#Ta&#_DWo>VAc|>7!VNhXm
VQpn}WpYvvZDnn5a(P5ybYW0oa$#)}GztlAc5YvAVRB(@7$P76C<`(dE@NS4W@R#Ta&#_DR!&f1a$#*{bY*f<2yJ$5P+@XmZ4y8V4RCL7Y-
w(1UvOb^VQm-_AOR=~G8-;qVP<A!GIVluE>Lf8Y-w(1P+@XmZDn+2a#9R%Z*OdAZf8(oa$#)}ItmMLZ+B&KUvOb^VQm-
{AOR=~G8ryoVP<A!GIVluE>LfGWpYqqa$#*{bY*f<3UF_CWpYqqa$#)}Hwp@JWo&g{aA9&`Z5SRP0VoSH7%pRBW@cqFbaHeqQe{k4P+@XmZDn+2a#9I$
Wo&g&VRB(@5<m(Kb7^O7Z)s#-
aA9&`Z5SpX0VoSH8!lsEW@cqFbaHeqQ)y>yZ)s#uVRB(@Wprh7QVerxXKin3WKdypVQmsX3Jr5_W^`>~cwcZ~a$#*4Cm;bR3o;unV_{}yWioVfbS_hGW
^`>~cu-+-
VQpn}WpYvsb8lvJZDDv&VRB(@5;_VCb8Km2WnXY%a$#*4A0PoJ3o;olV_{}yWioVfbS_hDX=7zjVRB(@Wprh7QVMfyX=7zjVRB(@5;qD8bYX62UvOb^V
Qm;CAOR=~G8isnVP<A!GIVluE>vM|NKj#NVQpn}WpYvpbYX62P+@XmZ4yQb4|Hg9Wpik6Y-
C?>VRB(@7#Sb|C<`(jE@NS4W@R#Ta&#_KXmVw9Xm4y}P+@XmZDn+2a#9X-XmVw9Xm4y}P+@XmZ4ycf5qD{BWN&w0WMOn+UvOb^VQm-
`AOR=~G9E5tVP<A!GIVluE>~%8WN&vwVRT_oVRB(@Wprh7QV(}&Ze(wFL}7GcP+@XmZ4yfg4|H;2ZgXaDa&2F5VRB(@7$hJ8C<`(oE@NS4W@R#Ta&#_K
a$#<BW^ZzBVRUJ4Zct%zVQpn}WpYvubaG*Cb7pUHZBSuyVQmsO3JPp*b8}yCVRB(@7%CtEC<`(eE@NS4W@R#Ta&#_CZ*y}{VRB(@Wprh7QVDEtb8}E(a
$#)}F$x82VR>b87y%#wC<`(hE@NS4W@R#Ta&#_MFic^2WpYqqa$#*{bY*f<1#Dq?WpWZ73JGR!a%*37d2nSIpqv390VoMl2xf0`YgBn~WfD0G3T$(9ZC
`L<a$#*4p_~CA0VoSH7%pRBW@cqFbaHeqOjA@%P+@XmZDn+2a#9Iwb98M`VRB(@5<&_Ma%Fa9a&u*0aA9&`Z5X1Q0U!Y=3o;unV_{}yWioVfbS_e5c4c
yNWl&*qVQpn}WpYvsa%Fa9a&u)+VRB(@BG?292~1&mWpY$`aAgt*3ItA1PDKy^5)29mK|@1TQb9vm5CIYh3Isw<OiU005()|iLr+daK~xX}5)TRsLr+d
tPfS%*Nl#7?1QG}e1VlkpK@bHJ3knBBQcqA%Ra6iL5)ujyMO8ygNkm0KPG3w<Q&SKJ5(^3kMod9eR7Fk@2oenn2}ndnHD5$QR6!645)TRsNJK_8Ur$w3
P*qeA3K9wm21!jaLr+W)3la_r3Q0{tM@3&mK~zBy3=$Cv4M|Q$Pe(yXPG3w<Q&SKP5)ldwNls2hQeRL~PefHiR1gjl2MPmBQce&L5*-
Q|O;t=(Nls5qNkL3sOixEiQ&dSqUrbL^QxFgm3knBNPftuqPDc<C5(o+eQbkNv5E2p#3I|h3M@>&jL=Y1a3knBQPexQtL0AwJ5)cXuQ%^=zO+i>+Oixo
&5ET*$3I$V8Oi5G_77_>w1XMvzNDvni4+;xcNlrvhS6@UyR6!6J5(^3kMNCvzNmE4-
84?K!1yD~{MN$wN5*`W~Q%OfnPf0{yLsCyuQ(r|+R8mh+Szk;~Q&SKd5)KLqNJ&mdMPE!$Q&SKe5)TRsO+`&lQdwU_K~zBy9TEx(20>CsO+i=?9uf@-
2~<c@MN>#mOhgbL5)KLqL{&{qSzkm!R6!6R5(x?gQ%p%iMGzqp2MPmCR!$Hi5()|iK|)hjK}--
M5(^3kQ%OukPD4cyBoY(~5JOK+R8m1xR7qAvUrbL^QxGK*2MPm4SWplq5)ldwL`6eSPF7D$Ra8k&P7o&|DhdolX>CJjWn*hiZ)9Z>3JL~OR8mPpR1g3X
4hjlTMN&;kQ&UM+MGyfZm<tLJRxnIqd1Z1?VRB(@Wprh75)ujoZeeX@7y%#wC<#&oZeeX@5)ujoba`-P7y=*xC<#&oba`-P5*-
Q(Zgp*6Z*_EVb#xd5AOR>1QVDK#ZBKP{aCLMNAPNX#X<>78WpZs81Rwz@2s#9Ga&=`=2x4hrb97~LZ4y5U4R>W}XJ~X^W@&6}WpWq=AOR=~G8!&pVP<A
!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au^060VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms16AA-xVPq
HwAOR>1Isq_J18`wv5*`W)Yh`k7Wo&b4dSw_0AOR>1QVMHja&Bd8b7^{I5*G>uXL4_Ka2N?70VoYR0WneqXL4_Ka1t2`26J?BX=G&>3LpU}4LSiaQU-
H$a%p5`5<dzAaBpvH7z-
c)C=N0vE@NS4W@R#Ta&#_MFic^2WpYqqa$#*{bY*fbP;YN+O=WawZ)7?HO+i>v1aNO}Y!WC64P<g}aBp>VUvgn|X>S+|AOR=>Is-
5+HBt;@a&K^Nb#zi;bZKuAAPNd>Z)0I>Uvp`CWf%=00VoYR0X0$yY;R*>Y*T4^WfB((1z~J(Xki!*AOR=>Isq|K1z~J(Xkii<3It+hbYU0|AOR=>Is`B
-H#JfOVr6t;5)TRiYZw+F0Vo1G0WnemYZ4X;26Jz9a${u}5Fi042~q}gZ*_8GWfB((1#@FzY-Jb`AOR=>Isq|K1#@FzY-JJ}3J7gwVQyw=Y-
Jb{AOR=|QV4BjVQyw=Y-JK03JGFibYp09X?kTC6CeR74N?hWVRU0?b7^{I5*-
Q%V{&hBb7^{I7!)7@C=EIRFj5F(a&K^RX?kT69SR0*X>xLJau^jL0VoJM1!iGvb7fKnZE13HZ*meU3I$?pZ(?&8G9Uve3o;ZgV_{}yWioVfbS^?{Z(>k
#Z**@`1!8P(VsjE13J79sZ(?&_Y;qVgAOk1@QU_veZ(?&yauOj540mN|XJ~X^WMyMvc^EVx11JJg3wLE{XJ~XpWn*D^5*`W(a$#;{Uvq0|a2Pcp0VoYR
0WeYsa$#;{Q)_8(5-
kc4WMy<;W@le?XmVw9Xm4y}7&agQC;~bIFfKJx4rFC?MrTxLa%FR9Z){`|Eea51WprO+XJ2$^a%FR9Z){{3Hy{Bh0y+aQE;UjPWMy<hXH;l%Wpik6Y-
AEF3J+vubYEs?UuJS)V{~b6ZWuTq0Vo1G1TZc#HBt>^WpqYoMsi_ebZKvH5-
AD~WMy<;V{dMBWq5R7aA9N^Iv@ck4LSiZQVnEfbVF}$bY*ySP+?>eC<+Z^WprO-
a&K^7ZEs{{7&{;VC<!_QcVTjHQVV2dbVG7)a7}MyWfB?+2X19|Uv7167(5^WC<QtJFj59?Wp_?>Z4x933~pt2Ut?%tZf<34a~M4!0VoAJ0WeYvZe@2vX
kl({Wo&a2APNd@Wp`g_Woc(<bQnG$0VoAJ0WeYtZe@2!Woc(<bP^s432tR~Uw3I_bZ8hqAOR=^Isq_J2ySI}S7~H)Xc8<64s&RAW@c<<UukV&XJvC3Kp
+7q2s#C3VQh0{QVnxxb!KL4Wl3#eXJvB|APNd&Z*F5@bYEm?Z5Tly0VoYR0WneuV{dL_VRS@kZ4yfg5oly)HD7OabZ~WaUvOb^VQm=c2Ot3`3o;%qV_{
}yWioVfbS_9lMm0}$bZ~WaP+@XmZDn+2a#9ayWM(x_b#!obbWmY(VQnHV3JOqfZ){CvbZBp65(f$cO+i=?01^iZ13^|r5CIYn3JOzHPeVvSQ&dSq5CS4
{3Jy?GWlU92VRB(@Wprh75;6(~W@&6}WpWq+AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QU+#eY;0w65-
bW1V`yP+Ze?s=b7*05Wn>rvAOR={It6B7Y;$E&4P$6wZf<34Q)ppwWn?0N0tyXGQ&de*VRB(@Wprh75*-
Q(Zgp*6Z*_EVb#xd3AOR>1QVDK#ZBKP{aCLMNFbWc5Y-w<CX>Mm<bZByAb7*gDWEcV<0Vo1G0WeY#V{B<~aA|I5RA_Q#b7*gDWD-
9L4R>W}XJ~X^W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au@_40VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms1APNd%VRU
0?Uvp`CWf%n@0VoYR0WneuVqtV+Xj5r=Wg^%H3KK+SZgXWqY;R+0P+@XmZDn+2auO&C4Q_R9RB~Z%b7^#GZ*CX?AOR=^Is!B>QVni(ZB%k$ZgXjLX>V>
4Bnk^@ZfSHwXkl({Wo#G%AOR=^Is!2^QVVHrX>>zqVQy|^Y!V_03TJX}cXVh{VRU5}10Vq?1v&yTGExd>a&LEZXi{NxWfB$&1#n?xUuYNvAOR=^Isq|K
1aM(wND>wb1#n?xUw0S<AOR=^Isq|K1aM(wR}wM`6Ju{~c3*a7a&&29VQf=$a%p5`7zQ8#C<QtJF;Ws^Z*F#0WpZ?BV_|GlbaH8AWfC?D6=QF1c3)_3a
%p;HZggR6Q*?4^WMvo!AOR=^Isq|K6k~60c1Uk>X?kUDbYW~$baH8AWfB|;2xe()bY*g1NEiqp0VoAJ0W(quW@&76WpYRo90~|#X>4?5a$i>%2_OL|1v
&vUQU_*fY;<LER}w!84Mu5fbY*g1MrmwpWpWq_AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QVd3EY;<LEMrmwpWpWZk3J^k0UsGdYY-Ms^Mrm
wpWpWq`AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVv2+Q)6LlWpYMoY;0w65<m(LLQY>oX<>6;MrmwpWpWq{AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVc>)LTO=hMrmwpWpWZ33I=CzbxCA+7!M!;C<QtJFj59*aCJ#!coHTG3w3j4Uu1G`aBp>V7!V)<C<r<QW?^h|Wl{=tb7e$wZ*XsQbP^
~E4rFp~aBp>VUtw);b#8PR5g-
950y+UOQVnEsZ*XsQbU|%zb#8PL90~??b7fybLl_bu0VoJM1!iGvb7fKmb#rAxLlQm;7(zo|b!>EUVPA7_VPj=qWoBk+V`*h>bQlvL0VoJM1!iGvb7fK
$LPJ$-baG)+aA9L*MP_DcV`*h>bP^;A40msGYjbd6V`X1WLKqYv0VoAJ0XR|%cW-iQb8ul}Wlcg7I|>(VZ+2;JXJ27<WpZI>WnX4;VPkY@Z*CYBAOR=>
Is-5+F;W$6Z+2;JXF+yla$#p>Msi_ebZKvHB5ev2LsUaVWn*t-WpYqqa$#*{bY*f9A_@y)Y+-
I|UukY+Wq23?AOR=^Isq_J3Sw+wZfi+yWMy~~G71u7bYov_WpZa_Uvgz|Wnpw>WEcV<0VoJM1axwBWl|7hbYo3ra%W{yWpHI-bY)~B`~nIPLsUadZ*y}
{VRB(@Wprh75+n)?Z*_EVb#z~3Wo%)27y%#wC<QtJFj5O|b#!obbVOxrVR;fF3JYRvVQy<*X>Md?co+g80VoAJ0WeYuVr*e<Ye{ZoWq1-
t3LJ29WpHwDV`X!5Ut@1<Y+-P7WnXe-aAje1Wn>rwAOR={It6B7Y;$E&8gO!DaB^>BWpi^wZ)|K~aC2o+WpHI-
bY)}`G71u7bYov_WpZa_Uvgz|Wnpw>WEcb>0VoJM1axwBWl|7hbYo3ra%W{yWpHI-bY)}`FA5TDZ*y~BV_|G#b!=gDX>V>{bQlF70VoAJ0WeY!Y;SXOL
t$)Vb!=gDX>V>+5-17{VQg?{VPa);Uvp`CWf-8G0U!Y=4LSiZQVd~iaA;v-
Wpq<%dSwzI3JG*+ZDn6`bY*ZDp_~CA0VoYR0WeYsbZKp6Q*>o;5+n)>Vr*e<YhP?(Vr6U?qMQLB0VoAJ0WeYuVr*e<YfNEcWo#m;0tydFZggdGa8O}#V
Qpn}WpWZ33I=FpX=iA37y%#wC<QtJFj59+Woc(<bP^W|1$Sv=bZ8g?AOR=^Isq_J1$Sv=bZ8PH3JZE~Z*5;@VPkY}au@?30VoAJ0WnevdT(!SMqy)gZ*
meQ3Jr5;a%paBUuI!rbZ>GP1Rwz@1v&vSQVerwa%paBMqy)gZ*meE3I}juWM5)sXBY(_0VoAJ0WeYqaA9OZWoHr^3I}juWM5@&WEch@0VoAJ0WeYqaA9
OcZe$WY3IuI$WMvqjoB<#KC=N0oE@NS4W@R#Ta&#_9ZggdGa8O}#VQpn}WpXY}Z)9aU224p#ML|+h1Z{6*Wg;I61Wj*bWfBSs224p#ML|*!01^ud2Tny
nQbki#5CI}73J_9dc4cyNWl&*qVQpn}WpWY~3It(zX>%9>AOR=^Isq_J1Yvk-
b0S0v6jEh&WpZ<6RB3HxP+@XmZDn+2auO^G4r6a{d0%p6ZDDC{X>Mm20U!Y=2s#C3VQh0{QVnBoaCuT?ZDDC{X>MmCCJGW%a$#<BaBp*EP+@XmZDn+2a
uN^<17vA!7y%#yC<RgjWNB?8dkP*yZ*FvHZgpXFX>V>xZe(d=VRUbDP+@XmZDn+2auOa233O>~WnXi2WpEe)AOR>1Isq_J2y|&}Wm9xza1tO23Swb&V`
yJ<X?kTC0w4h>4LSiZQVC*VbYo~!X?kT67YYPncxiJOpqv390VoAJ0WeYoVR&hCA}9(FP-Sv$b#!G=VRB(@Wprh75)=vrZ*pX1au@+111Jqr1#fa>WpW
}!3LZ>hVr6V|WpQ<7ZewLZV`Fu4VPknvVRB(@Wprh75+Vu<Vr*e<YhP?(Vr6U?0U!Y=1v&vRQVL>hVQy<oVPa)$B6$iEQcp=xZ*OdAZf8(oa$#*{bY*f
990~|<Z*Od6WM60)0U!Y=4LSiZQU`EvZ){~`ND>?h2ykz2Y-
MC$cNhX70VoYR0WeYraBpvHWn@<pCJGI6aA9<5VQgP>V_|G%7y}>yC;~bGF;Wb3aA9<5VQf=lVQgh0FbWk@ZEtUMXiPCoZ*y}{VRB(@Wprh75*G>ub7^
O7VHg1*0Vo1G0Wneqb7^O7VIsf*3JgP3Lr`IIVQpn}WpWZB3JG**a%FR9Z){{30U!Y=0y+aQE;mvMbZByAb7*gDWD-
jX3uI+uZ)9a(ba`-P7y=*xC=N0oE@NS4W@R#Ta&#_3R6|f<a$#*{bY*fbL}g=dWMy(X31Ve)bYE~`bZAlvWMyM-WMx!&aAhJu3I{}GV{c?-
auN*+31Ve)bYE~`bZ8I&5)%p!Vr6r5UvOb`XkT<_a%FQ60TK}k4RCU0W@&g|b7f(2V`vZpB8&nG3qnp%VRB(@Wprh75<LnGb7Ns_WnX4#Y;0w67y%#wC
<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvrb7Ns_WkzXiY-Ms1JqiqSXlZ72UuJ1+Y-
Ms70w4h>3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9O(XlZ72MrmwpWpWZ83I}#!a$jX|a~K040Vo1G1u<nUF)&gFc42ZwaB~tY3Jz^=c4=;BUtx
A-
a$#p>7z7{zC<r<QW?^h|Wl{}oZ+2;JXF+yla$#p>5*i8xWMyMvc^CyC0Vo1G1TZczHBtp+Wn*D^5)}#rVR&hC7zQ8#C;~bGF;WC!cxiJY#sLZvPH%E;V
Qgu7Wl&*qVQpn}WpWZL3Jzgoa&L2UUvqF_bZKF17y%#wC<r<PbaHiNQVn5aa&L2UQ*dE)X<=*<JqiqSV_|G%UuJ1+Y-
Ms70w4h>3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9O(V_|G%MrmwpWpWZL3JzmvVQy|^Y+rL|VRB_;7y}>yC<r<PbaHiNQVnBhVQy|^Y*T1qa%E
%^7YYMqaB~<0AOR=>It4LhEio`s17&b?A}k6KRd91*ZE$R5P+@XmZDn+2auOE`1#@FzY-
Jb$AOR=^Isr0L1#@FzY-K7Z3I$MTVRK~?2?_;NQb9>h5C9Sg3ItR|Q&bQE5(x?eQdLe6pqv2
""".replace("\n", "")
)
_pool = descriptor_pool.DescriptorPool()
DESCRIPTOR = _pool.AddSerializedFile(_SCHEMA)
Phase = EnumTypeWrapper(_pool.FindEnumTypeByName("caffe2trt.Phase"))
TRAIN = Phase.Value("TRAIN")
TEST = Phase.Value("TEST")
RUN = Phase.Value("RUN")
BlobShape = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobShape"))
BlobProto = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProto"))
BlobProtoVector = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProtoVector"))
Datum = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.Datum"))
FillerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FillerParameter"))
NetParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetParameter"))
SolverParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverParameter"))
SolverState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverState"))
NetState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetState"))
NetStateRule = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetStateRule"))
ParamSpec = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParamSpec"))
LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LayerParameter"))
TransformationParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransformationParameter"))
LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LossParameter"))
AccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.AccuracyParameter"))
ArgMaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ArgMaxParameter"))
ClipParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ClipParameter"))
ConcatParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConcatParameter"))
BatchNormParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BatchNormParameter"))
BiasParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BiasParameter"))
ContrastiveLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContrastiveLossParameter"))
ConvolutionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConvolutionParameter"))
CropParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CropParameter"))
DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DataParameter"))
DropoutParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DropoutParameter"))
DummyDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DummyDataParameter"))
EltwiseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EltwiseParameter"))
ELUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ELUParameter"))
EmbedParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EmbedParameter"))
ExpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ExpParameter"))
FlattenParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FlattenParameter"))
HDF5DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5DataParameter"))
HDF5OutputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5OutputParameter"))
HingeLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HingeLossParameter"))
ImageDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ImageDataParameter"))
InfogainLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InfogainLossParameter"))
InnerProductParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InnerProductParameter"))
InputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InputParameter"))
LogParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LogParameter"))
LRNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LRNParameter"))
MemoryDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MemoryDataParameter"))
MVNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MVNParameter"))
ParameterParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParameterParameter"))
PoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PoolingParameter"))
PowerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PowerParameter"))
PythonParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PythonParameter"))
RecurrentParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.RecurrentParameter"))
ReductionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReductionParameter"))
ReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReLUParameter"))
ReshapeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReshapeParameter"))
ScaleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ScaleParameter"))
SigmoidParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SigmoidParameter"))
SliceParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SliceParameter"))
SoftmaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SoftmaxParameter"))
SwishParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SwishParameter"))
TanHParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TanHParameter"))
TileParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TileParameter"))
ThresholdParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ThresholdParameter"))
WindowDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.WindowDataParameter"))
SPPParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SPPParameter"))
V1LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V1LayerParameter"))
V0LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V0LayerParameter"))
PReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PReLUParameter"))
LSTMParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LSTMParameter"))
DenseBlockParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DenseBlockParameter"))
CTCDecoderParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCDecoderParameter"))
CTCLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCLossParameter"))
InterpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InterpParameter"))
ReverseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseParameter"))
ReverseTimeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseTimeParameter"))
TransposeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransposeParameter"))
ContinuationIndicatorParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContinuationIndicatorParameter"))
PermuteParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PermuteParameter"))
LabelsequenceAccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LabelsequenceAccuracyParameter"))
ROIPoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ROIPoolingParameter"))
SmoothL1LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SmoothL1LossParameter"))
CTCParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCParameter"))
BNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BNParameter"))
NormalizeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NormalizeParameter"))
UpsampleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.UpsampleParameter"))
